import type {Migration} from '@mikro-orm/migrations';
import {Billing} from './billing.ts';
import {Counts} from './counts.ts';
import {Indexes} from './indexes.ts';
import type {migrations} from './migrations.ts';

/** The statements of every migration. */
export const migrationClasses: Readonly<
	Record<
		(typeof migrations)[number]['name'],
		new (...args: ConstructorParameters<typeof Migration>) => Migration
	>
> = {'2026-11-30-billing': Billing, '2026-12-01-counts': Counts, '2026-12-01-indexes': Indexes};
