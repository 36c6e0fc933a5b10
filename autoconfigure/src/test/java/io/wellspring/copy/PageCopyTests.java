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
package io.wellspring.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;

class PageCopyTests {

    private final Copier copier = new GraphCopier(true, List.of());

    @Test
    void contentOfAPageIsARealCopy() {
        Pageable request = PageRequest.of(2, 1, Sort.by("name").descending());
        PageImpl<Item> original = new PageImpl<>(new ArrayList<>(List.of(new Item("a"))), request, 7);
        Page<Item> copy = (Page<Item>) copier.copy(original);
        copy.getContent().get(0).name = "changed";

        assertThat(original.getContent().get(0).name).isEqualTo("a");
        assertThat(copy).isExactlyInstanceOf(PageImpl.class);
        assertThat(copy.getTotalElements()).isEqualTo(7);
        assertThat(copy.getPageable()).isEqualTo(request);
        assertThat(copy.getSort()).isEqualTo(request.getSort());
        assertThat(copy.map(item -> item.name).getContent()).containsExactly("changed");
    }

    @Test
    void unpagedPageIsCopied() {
        PageImpl<Item> original = new PageImpl<>(List.of(new Item("a")));
        Page<Item> copy = (Page<Item>) copier.copy(original);

        assertThat(copy.getPageable().isUnpaged()).isTrue();
        assertThat(copy.getContent().get(0)).isNotSameAs(original.getContent().get(0));
    }

    @Test
    void sliceKeepsWhetherMoreFollows() {
        SliceImpl<Item> original = new SliceImpl<>(List.of(new Item("a")), PageRequest.of(0, 1), true);
        SliceImpl<Item> copy = (SliceImpl<Item>) copier.copy(original);

        assertThat(copy.hasNext()).isTrue();
        assertThat(copy.getContent().get(0)).isNotSameAs(original.getContent().get(0));
    }

    static class Item {
        String name;

        Item(String name) {
            this.name = name;
        }
    }
}
