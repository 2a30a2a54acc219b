import {Migration} from '@mikro-orm/migrations';

/** Adds the resource of an action: both tariff plans and channels can be imported. Existing entries can only be of the first two resources. */
export class JournalResource extends Migration {
	override name = '2026-11-24-journal-resource';

	override up(): void {
		this.addSql(`alter table "stalker_journal" add column "resource" text not null default '';`);
		this.addSql(
			`update "stalker_journal" set "resource" = case when "action" = 'import' then 'tariffs' else 'accounts' end;`,
		);
	}
}
