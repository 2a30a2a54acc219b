import type {Dictionary} from '../en/index.ts';
import {createFixFormatter, createStoredFormatter} from '../format-fix.ts';
import {columnLabels} from './column-labels.ts';
import {formatDifference} from './differences.ts';
import {accounts} from './accounts.ts';
import {count} from './plural.ts';
import {tariffs} from './tariffs.ts';

/** Russian: what each fix does, for lists, the help and the docs. */
export const fixes = {
	'all-billing': 'биллинг прав во всём',
	'all-stalker': 'Stalker прав во всём',
	'delete-account': 'удалить учётную запись из Stalker',
	'add-service': 'добавить в биллинг',
	'create-account': 'создать учётную запись в Stalker',
	'import-plan': 'импортировать тарифный план в биллинг',
	'rename-plan': 'переименовать тарифный план в биллинге как в Stalker',
	'hide-plan': 'скрыть тарифный план в биллинге',
	'import-channels': 'заменить список каналов биллинга списком Stalker',
	'record-choices': 'записать в биллинг каналы, выбранные в Stalker',
	'register-box': 'связать приставку с услугой ТВ абонента',
	'send-choices': 'отправить в Stalker каналы, выбранные в биллинге',
	'drop-missing-channels': 'убрать из выбора в Stalker каналы, которых нет',
	'take-plan': 'установить в биллинге тарифный план из Stalker',
	'take-person': 'записать в биллинг ФИО и телефон из Stalker',
	'switch-off': 'отключить в Stalker',
	'switch-on': 'включить в Stalker',
	'set-plan': 'установить в Stalker тарифный план из биллинга',
	'set-mac': 'установить в Stalker MAC из биллинга',
	'set-number': 'записать в Stalker ID ТВ как лицевой счёт',
	'set-end-date': 'установить в Stalker дату окончания из биллинга',
	'set-person': 'записать в Stalker ФИО и телефон из биллинга',
	'set-balance': 'записать в Stalker депозит из биллинга как баланс',
	'activate-service': 'активировать услугу ТВ в биллинге',
	'disable-service': 'отключить услугу ТВ в биллинге',
	'retire-service': 'отметить услугу ТВ в биллинге как не активированную',
	'take-mac': 'установить в биллинге MAC из Stalker',
	'respell-mac': 'записать MAC в биллинге так, как в Stalker',
	'take-end-date': 'установить в биллинге дату окончания из Stalker',
} satisfies Dictionary['fixes'];

const labels: Readonly<Record<string, string>> = columnLabels;

const states = {
	on: 'включено',
	off: 'отключено',
	'not-activated': 'не активировано',
	hidden: 'скрыто',
};

const fieldsText = createFixFormatter({
	labels,
	states,
	systems: {stalker: 'в Stalker', billing: 'в биллинге'},
});

const storedText = createStoredFormatter({labels, states, instead: 'вместо'});

/** The titles of the screens that have fixes of their own. */
const screenTitles: Readonly<Record<string, string>> = {
	accounts: accounts.screen.title,
	tariffs: tariffs.screen.title,
};

const toSentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const texts: Readonly<Record<string, string>> = fixes;

const leftText = (left: readonly string[]): string =>
	left.map(reason => ` Не исправлено: ${reason}`).join('');

/** Russian: sentences of fixes. */
export const fixMessages = {
	'plan-fix': ({label, shown, online, left}) =>
		`«${label}» ${fieldsText(shown)}.${online ? ' Он ОНЛАЙН: зритель может сразу потерять ТВ.' : ''}${leftText(left)}`,
	fixed: ({label, shown, left}) => `«${label}» исправлено ${fieldsText(shown)}.${leftText(left)}`,
	'fixed-already': ({label}) => `«${label}» уже такой.`,
	'changed-since-asked': ({label}) =>
		`У «${label}» теперь другие значения, чем те, что вы подтвердили: к нему ничего не записано. Та же команда покажет их и спросит снова.`,
	'stored-otherwise': ({values}) =>
		`Stalker подтвердил изменение, но сохранил другие значения: ${storedText(values)}. Остальное записано, его можно отменить: u или journal undo.`,
	'not-stored': ({values}) =>
		`Stalker подтвердил изменение, но не выполнил его: ${storedText(values)}. Проверьте запись в панели портала.`,
	'plan-undo-fix': ({label, shown}) => `Вернуть «${label}» ${fieldsText(shown)}.`,
	'undone-fix': ({label, shown}) => `«${label}» как раньше ${fieldsText(shown)}.`,
	'plan-undo-create': ({label}) =>
		`Снова удалить учётную запись «${label}» из Stalker: кто смотрит через неё, потеряет ТВ.`,
	'undone-create': ({label}) => `Учётной записи «${label}» снова нет в Stalker.`,
	'fix-no-difference': ({known}) =>
		`Здесь нет этих расхождений: ${known.join(', ')}. Прочитайте список снова.`,
	'fix-none': ({kind, use}) =>
		`${kind} нельзя исправить по данным ${use === 'billing' ? 'биллинга' : 'Stalker'}; попробуйте другую сторону или исправьте в панели портала либо в биллинге.`,
	'fix-debt': ({login}) => `У «${login}» долг: сначала примите платёж, потом прочитайте список снова.`,
	'fix-no-plan': ({tvId}) => `У услуги ТВ ${tvId} нет тарифного плана в биллинге. Сначала выберите его там.`,
	'fix-plan-unclear': ({plan, count}) =>
		`${count === 0 ? 'Ни у одного тарифного плана портала нет внешнего ID' : 'У нескольких тарифных планов портала внешний ID'} «${plan}». Сначала исправьте тарифные планы.`,
	'fix-no-mac': ({tvId}) =>
		`У услуги ТВ ${tvId} нет правильного MAC в биллинге. Возьмите MAC из Stalker или введите его в биллинге.`,
	'fix-several-macs': ({tvId, cid}) =>
		`У услуги ТВ ${tvId} в биллинге несколько MAC (${cid}). Решите там, какой из них верный.`,
	'fix-no-own-mac': ({login}) =>
		`У «${login}» нет MAC в Stalker. Возьмите MAC из биллинга или введите его в панели портала.`,
	'fix-no-end': ({tvId}) =>
		`У услуги ТВ ${tvId} нет даты окончания в биллинге, а в Stalker она никогда не стирается. Возьмите дату из Stalker или уберите её в панели портала.`,
	'fix-empty': ({field}) =>
		`В биллинге пусто поле «${labels[field] ?? field}», а в Stalker оно никогда не стирается. Заполните его в биллинге.`,
	'fix-in-billing': ({login, tvId}) =>
		`В биллинге есть своя причина, почему услуга ТВ ${tvId} абонента «${login}» отключена: абонент отключён или удалён либо услуга приостановлена. Решите это в биллинге.`,
	'fix-customer-ends': ({login, date}) =>
		`Срок абонента «${login}» в целом заканчивается ${date}. Измените его в биллинге.`,
	'fix-not-on': ({login, tvId}) =>
		`Услуга ТВ ${tvId} абонента «${login}» не должна быть включена (отключена, срок истёк или ещё не начался, долг), поэтому учётная запись для неё не создаётся.`,
	'ask-no-password': ({login}) =>
		`«${login}» не получает пароля: кому он нужен, тому его задают в панели портала.`,
	'fix-what': ({known, notes}) => [...known.map(name => toSentence(texts[name] ?? name)), ...notes].join(' '),
	'fix-elsewhere': ({kind, screen}) =>
		`${kind} исправляется на экране «${screenTitles[screen] ?? screen}»; o ведёт к этой строке.`,
	'fix-three-names': ({login}) =>
		`В биллинге ФИО абонента «${login}» записано несколькими частями. Измените его там.`,
	'fix-no-own-plan': ({login}) =>
		`У «${login}» нет тарифного плана в Stalker. Возьмите план из биллинга или выберите его в панели портала.`,
	'fix-channels-missing': ({login, channels}) =>
		`Каналов, выбранных в биллинге для «${login}», нет в Stalker: ${channels.join(', ')}. Сначала импортируйте каналы.`,
	'fix-needs-argument': ({kind, command}) => `Для ${kind} нужно назвать абонента каждой строки: ${command}`,
	'note-no-fee': () =>
		'За смену тарифного плана ничего не снимается; со следующего периода биллинг считает по новому.',
	'note-bonus': () => 'Бонусные каналы учётных записей при этом сбрасываются.',
	'ask-choices-cleared': ({login, n}) =>
		`Для «${login}» в биллинге будет стёрто ${count(n, 'выбранный канал', 'выбранных канала', 'выбранных каналов')}, как при любой смене тарифного плана.`,
	'ask-plan-default': ({login, plan}) =>
		`У «${login}», возможно, нет собственного тарифного плана в Stalker: отмена сможет лишь явно назначить план портала по умолчанию, «${plan}».`,
	'ask-plan-stays': ({login}) => `У «${login}» нет тарифного плана в Stalker: отмена не сможет убрать новый.`,
	'plan-not-emptied': ({login}) =>
		`У «${login}» не было тарифного плана в Stalker, а портал не умеет его убрать. Уберите его в панели портала.`,
	'box-event-failed': ({mac, message}) =>
		`приставке ${mac} не отправлена команда перечитать каналы; она сделает это после перезапуска. ${message}`,
	'fix-none-of-rows': () =>
		`Ни в одной из этих строк нет расхождения, которое можно исправить здесь. Строки ! или ? решайте по одной; o ведёт к другому списку.`,
	'fix-not-entries': () => `В журнале исправлять нечего: u отменяет запись, o ведёт к её строке.`,
	'fix-not-results': () => `В итогах исправлять нечего: R повторяет неудачные строки, o ведёт к строке.`,
	'fix-in-sync': () => `Эта строка синхронизирована; исправлять нечего.`,
	'fix-by-person': ({drifts}) =>
		`Здесь ничего не исправляется автоматически: ${drifts.map(formatDifference).join('; ')}. Решите это в панели портала или в биллинге; o ведёт к связанной строке.`,
	'fix-plan-hidden': ({name, n}) =>
		`Тарифный план «${name}» уже скрыт, но его имеет ${count(n, 'услуга ТВ', 'услуги ТВ', 'услуг ТВ')}. Дайте им другой в биллинге.`,
	'ask-plan-in-use': ({name, n}) =>
		`${count(n, 'услуга ТВ сохраняет', 'услуги ТВ сохраняют', 'услуг ТВ сохраняют')} тарифный план «${name}»; его не смогут выбрать только новые.`,
	'ask-log-in-anew': () => 'Приставка должна войти заново.',
} satisfies Partial<Dictionary['messages']>;
