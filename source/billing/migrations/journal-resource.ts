import {Migration} from '@mikro-orm/migrations';

/** Which list a deed was done on: both tariff plans and channels are imported. What is there already can only be of the first two lists. */
export class JournalResource extends Migration {
	override name = '2026-11-24-journal-resource';

	override up(): void {
		this.addSql(`alter table "stalker_journal" add column "resource" text not null default '';`);
		this.addSql(
			`update "stalker_journal" set "resource" = case when "action" = 'import' then 'tariffs' else 'accounts' end;`,
		);
	}
}
