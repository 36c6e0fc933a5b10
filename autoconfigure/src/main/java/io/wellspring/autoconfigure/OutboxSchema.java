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
package io.wellspring.autoconfigure;

import javax.sql.DataSource;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;

/** Creates the table of the outbox. */
final class OutboxSchema extends DataSourceScriptDatabaseInitializer {

    /** Where there is no script for a database, its table is somebody else's affair. */
    private static final String SCRIPT = "optional:classpath:io/wellspring/store/sql/outbox-@@platform@@.sql";

    OutboxSchema(DataSource dataSource, SchemaMode mode) {
        super(dataSource, settings(dataSource, mode));
    }

    private static DatabaseInitializationSettings settings(DataSource dataSource, SchemaMode mode) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setMode(
                switch (mode) {
                    case EMBEDDED -> DatabaseInitializationMode.EMBEDDED;
                    case ALWAYS -> DatabaseInitializationMode.ALWAYS;
                    case NEVER -> DatabaseInitializationMode.NEVER;
                });
        // Of nodes that start together, one creates it. Whether it is there is seen afterwards.
        settings.setContinueOnError(true);
        if (mode != SchemaMode.NEVER) {
            settings.setSchemaLocations(new PlatformPlaceholderDatabaseDriverResolver().resolveAll(dataSource, SCRIPT));
        }
        return settings;
    }
}
