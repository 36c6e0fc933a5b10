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
package io.wellspring.sample.web;

import io.wellspring.sample.sql.SqlCounter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Says in a header of each response how many SQL statements it took. */
@Component
class SqlStatementsFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Sql-Statements";

    private final SqlCounter counter;

    SqlStatementsFilter(SqlCounter counter) {
        this.counter = counter;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CountedResponse counted = new CountedResponse(response);
        SqlCounter.Scope scope = counter.countInto(counted.statements);
        try {
            chain.doFilter(request, counted);
        } finally {
            scope.close();
            counted.setHeader();
        }
        counted.copyBodyToResponse();
    }

    /** Holds the body back, because the header is known only when the body is complete. */
    private static final class CountedResponse extends ContentCachingResponseWrapper {

        private final LongAdder statements = new LongAdder();

        CountedResponse(HttpServletResponse response) {
            super(response);
        }

        void setHeader() {
            setHeader(HEADER, Long.toString(statements.sum()));
        }

        @Override
        public void sendError(int status) throws IOException {
            setHeader();
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            setHeader();
            super.sendError(status, message);
        }
    }
}
