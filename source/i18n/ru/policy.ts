import type {Dictionary} from '../en/index.ts';
import {count, rowCount} from './plural.ts';

const changeCount = (n: number): string => count(n, 'изменение', 'изменения', 'изменений');

const limitHint = 'Если так и должно быть, увеличьте его в [policy].';

/** Russian: refusals of `plan` and `apply`. */
export const policyMessages = {
	'plan-asks': ({questions}) => `На это должен согласиться человек: ${questions.join(' ')}`,
	'plan-short': ({title, got, baseline, command}) =>
		`${title}: портал прислал только ${rowCount(got)}, а ожидалось ${baseline}. По такому ответу ничего не планируется и не записывается. Если так и есть: ${command}`,
	'plan-too-many': ({n, most}) =>
		`В плане ${changeCount(n)}, это больше, чем max_changes = ${most}: ничего не записано. ${limitHint}`,
	'plan-share': ({title, n, rows, most, share}) =>
		`План меняет ${n} из ${rows} строк (${title}), это больше, чем ${most} (max_share = ${share} %): ничего не записано. ${limitHint}`,
	'policy-balance': ({login, balance}: {login: string; balance: string}) =>
		`У «${login}» в Stalker баланс ${balance}, а депозит нового абонента в биллинге — 0. Политика для E2 в следующий раз заменила бы баланс этим нулём. Добавьте учётную запись вручную и введите депозит в биллинге.`,
	'policy-deposit': ({login, balance}: {login: string; balance: string}) =>
		`У «${login}» в Stalker баланс ${balance}, а в биллинге депозит 0. Если депозиты там не ведутся, 0 — не баланс: сравните их вручную.`,
	'plan-stale': () => 'Уже не так, как было при планировании, или политика другая.',
	'apply-running': () => 'На этом портале уже работает другой apply; этот ничего не сделал.',
} satisfies Partial<Dictionary['messages']>;

/** Russian: what `plan` and `apply` print. */
export const policyTexts: Dictionary['policy'] = {
	planned: (title, {n, kinds, waiting}) =>
		[
			n === 0 ? `${title}: изменений нет` : `${title}: ${changeCount(n)}: ${kinds}`,
			...(waiting > 0 ? [`ещё ${waiting}, когда это будет записано`] : []),
		].join('; '),
	plannedAll: n =>
		n === 0
			? 'Менять нечего.'
			: `Запланировано: ${changeCount(n)}; ничего не записано. Записывает stalker-console apply.`,
	planFile: file => `План в ${file}; stalker-console apply ${file} запишет то, что и сейчас так.`,
	applied: (title, kinds, {done, of, failed, stale}) =>
		[
			`${title}: записано изменений: ${done} из ${of}${kinds === '' ? '' : `: ${kinds}`}`,
			...(failed > 0 ? [`не удалось: ${failed}`] : []),
			...(stale > 0 ? [`устарело: ${stale}`] : []),
		].join('; '),
	appliedAll: ({done, of, failed, stale}) =>
		of === 0
			? 'Менять нечего.'
			: failed + stale === 0
				? `Записано: ${changeCount(of)}.`
				: `Записано изменений: ${done} из ${of}; не удалось: ${failed}; устарело: ${stale}.${failed > 0 ? ' Та же команда продолжит.' : ''}`,
	unwritten: ({is, reason, n, rows}) =>
		`${{refused: 'Отказано', failed: 'Не удалось', stale: 'Устарело'}[is]} (${n}: ${rows}): ${reason}`,
	moreUnwritten: n => `Ещё не записано по другим причинам: ${rowCount(n)}; см. --json.`,
	entries: ids => `Журнал: ${ids.join(', ')}. Отменить: stalker-console journal undo N`,
};
