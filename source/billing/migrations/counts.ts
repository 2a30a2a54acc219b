import {Migration} from '@mikro-orm/migrations';

/** What `check` counts over time, for the curve in the menu of every operator. */
export class Counts extends Migration {
	override name = '2026-12-01-counts';

	override up(): void {
		this.addSql(`create table "stalker_counts" (
			"service_id" int not null,
			"list" varchar(32) not null,
			"hour" varchar(13) not null,
			"unsynced" int not null,
			primary key ("service_id", "list", "hour")
		)`);
	}
}
