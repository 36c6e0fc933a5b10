/*
 * Copyright 2026 the Wellspring authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.wellspring.intercept;

import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.key.KeyExpression;
import io.wellspring.key.Keys;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.ParserContext;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * The SpEL expressions of one method: parsed and checked at start-up, compiled to byte code by SpEL once they have run. A
 * plain {@code #name} never reaches SpEL.
 */
final class Expressions {

    /** A condition on a call, or on a call and its result. */
    @FunctionalInterface
    interface Condition {
        boolean holds(@Nullable Object[] arguments, @Nullable Object result);
    }

    /** What {@code #root} is. */
    record Root(Method method, List<@Nullable Object> args, Class<?> targetClass) {

        public String methodName() {
            return method.getName();
        }
    }

    private static final Pattern PLAIN_VARIABLE = Pattern.compile("\\s*#(\\w+)\\s*");
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();
    private static final String RESULT = "result";

    private final Method method;
    private final Class<?> targetClass;
    private final BeanFactory beanFactory;
    private final SpelExpressionParser parser;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final boolean named;

    Expressions(Method method, Class<?> targetClass, BeanFactory beanFactory) {
        this.method = method;
        this.targetClass = targetClass;
        this.beanFactory = beanFactory;
        this.parser = new SpelExpressionParser(
                new SpelParserConfiguration(SpelCompilerMode.MIXED, targetClass.getClassLoader()));
        String[] names = NAMES.getParameterNames(method);
        this.named = names != null;
        for (int i = 0; i < method.getParameterCount(); i++) {
            indexes.put("p" + i, i);
            indexes.put("a" + i, i);
        }
        for (int i = 0; names != null && i < names.length; i++) {
            indexes.put(names[i], i);
        }
    }

    /** Returns which argument an expression stands for; -1 where it is not a plain variable. */
    int argumentOf(String text) {
        Matcher matcher = PLAIN_VARIABLE.matcher(text);
        return matcher.matches() ? indexes.getOrDefault(matcher.group(1), -1) : -1;
    }

    /** Returns what an expression may call a parameter. */
    String nameOf(int parameter) {
        String[] names = NAMES.getParameterNames(method);
        return names == null ? "p" + parameter : names[parameter];
    }

    /** Whether an expression is over {@code #result}. */
    boolean isOfResult(String text) {
        if (text.isBlank() || indexes.containsKey(RESULT)) {
            return false;
        }
        try {
            return isOfResult(((SpelExpression) parser.parseExpression(text)).getAST());
        } catch (ParseException e) {
            throw notAnExpression("key", text, e);
        }
    }

    private static boolean isOfResult(SpelNode node) {
        return (node instanceof VariableReference && node.toStringAST().equals("#" + RESULT))
                || IntStream.range(0, node.getChildCount()).anyMatch(i -> isOfResult(node.getChild(i)));
    }

    /** Returns what tells the key of one of the things that the method returns. */
    Batch.KeyOf keyOfResult(String text) {
        Expression expression = parse("key", text, true);
        return value -> {
            EvaluationContext context = context(new Object[method.getParameterCount()]);
            context.setVariable(RESULT, value);
            return expression.getValue(context);
        };
    }

    KeyExpression key(String text) {
        int argument = argumentOf(text);
        if (argument >= 0) {
            return KeyExpression.argument(argument, method.getParameterTypes()[argument]);
        }
        Expression expression = parse("key", text, false);
        return arguments -> Keys.of(expression.getValue(context(arguments)));
    }

    /** Returns the condition that an attribute of the annotation states; null where it is empty. */
    @Nullable
    Condition condition(String attribute, String text, boolean onResult) {
        if (text.isBlank()) {
            return null;
        }
        Expression expression = parse(attribute, text, onResult);
        return (arguments, result) -> {
            EvaluationContext context = context(arguments);
            if (onResult) {
                context.setVariable(RESULT, result);
            }
            return Boolean.TRUE.equals(expression.getValue(context, Boolean.class));
        };
    }

    /** Returns the tags that templates make; null where there are none. */
    @Nullable
    TagTemplates tags(String[] templates) {
        if (templates.length == 0) {
            return null;
        }
        return new TagTemplates(Arrays.stream(templates).map(this::template).toList(), Methods.describe(method));
    }

    private List<TagTemplates.Part> template(String text) {
        try {
            Expression template = parser.parseExpression(text, ParserContext.TEMPLATE_EXPRESSION);
            return template instanceof CompositeStringExpression parts
                    ? Arrays.stream(parts.getExpressions())
                            .map(part -> part(text, part))
                            .toList()
                    : List.of(part(text, template));
        } catch (ParseException e) {
            throw notAnExpression("tag", text, e);
        }
    }

    private TagTemplates.Part part(String text, Expression expression) {
        if (expression instanceof SpelExpression spel) {
            check(spel.getAST(), "tag", text, true);
        }
        return (arguments, result) -> {
            EvaluationContext context = context(arguments);
            context.setVariable(RESULT, result);
            return expression.getValue(context);
        };
    }

    /** Returns the expression of keys over {@code #entity}. */
    ChangeExpression change(Class<?> entity, String text) {
        try {
            SpelExpression expression = (SpelExpression) parser.parseExpression(text);
            EntityPaths paths = new EntityPaths(entity, text, method);
            paths.check(expression.getAST());
            return new ChangeExpression(expression, paths.whole(expression.getAST()), text, paths.readCollections());
        } catch (ParseException e) {
            throw new CacheDefinitionException(
                    "The key \"" + text + "\" of @InvalidatedBy on " + Methods.describe(method)
                            + " is not a SpEL expression: " + e.getSimpleMessage() + ".",
                    "Write it over #entity, as #entity.category.name.");
        }
    }

    private EvaluationContext context(@Nullable Object[] arguments) {
        StandardEvaluationContext context =
                new StandardEvaluationContext(new Root(method, Arrays.asList(arguments), targetClass));
        context.setBeanResolver(new BeanFactoryResolver(beanFactory));
        indexes.forEach((name, index) -> context.setVariable(name, arguments[index]));
        return context;
    }

    private Expression parse(String attribute, String text, boolean onResult) {
        try {
            SpelExpression expression = (SpelExpression) parser.parseExpression(text);
            check(expression.getAST(), attribute, text, onResult);
            return expression;
        } catch (ParseException e) {
            throw notAnExpression(attribute, text, e);
        }
    }

    private CacheDefinitionException notAnExpression(String attribute, String text, ParseException e) {
        return new CacheDefinitionException(
                "The " + attribute + " \"" + text + "\" of @ReadThrough on " + Methods.describe(method)
                        + " is not a SpEL expression: " + e.getSimpleMessage() + ".",
                "Correct the expression; parameters are written #name.");
    }

    private void check(SpelNode node, String attribute, String text, boolean onResult) {
        if (node instanceof VariableReference) {
            String name = node.toStringAST().substring(1);
            boolean known = indexes.containsKey(name)
                    || name.equals("root")
                    || name.equals("this")
                    || (onResult && name.equals(RESULT));
            if (!known) {
                throw new CacheDefinitionException(
                        "The " + attribute + " \"" + text + "\" of @ReadThrough on " + Methods.describe(method)
                                + " names the parameter '" + name + "', which the method does not have.",
                        named
                                ? "Its parameters are: " + Methods.parameters(method, NAMES) + "."
                                : "The class was compiled without -parameters: add that option, or write #p0 for the"
                                        + " first parameter.");
            }
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            check(node.getChild(i), attribute, text, onResult);
        }
    }
}
