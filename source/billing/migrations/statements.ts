import {billing} from './billing.ts';
import {counts} from './counts.ts';
import {indexes} from './indexes.ts';
import type {migrations} from './migrations.ts';

/** The name of a migration. */
export type MigrationName = (typeof migrations)[number]['name'];

/** The SQL of every migration. */
export const migrationStatements: Readonly<Record<MigrationName, readonly string[]>> = {
	'2026-11-30-billing': billing,
	'2026-12-01-counts': counts,
	'2026-12-01-indexes': indexes,
};
