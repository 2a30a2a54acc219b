import type {Dictionary} from '../en/index.ts';
import {createFixFormatter, createStoredFormatter} from '../format-fix.ts';
import {columnLabels} from './column-labels.ts';
import {formatDifference} from './differences.ts';
import {accounts} from './accounts.ts';
import {count} from './plural.ts';
import {tariffs} from './tariffs.ts';

/** Ukrainian: what each fix does, for lists, the help and the docs. */
export const fixes = {
	'all-billing': 'білінг має рацію в усьому',
	'all-stalker': 'Stalker має рацію в усьому',
	'delete-account': 'видалити обліковий запис зі Stalker',
	'add-service': 'додати до білінгу',
	'create-account': 'створити обліковий запис у Stalker',
	'import-plan': 'імпортувати тарифний план у білінг',
	'rename-plan': 'перейменувати тарифний план у білінгу як у Stalker',
	'hide-plan': 'приховати тарифний план у білінгу',
	'import-channels': 'замінити список каналів білінгу на список Stalker',
	'record-choices': 'записати в білінг канали, вибрані у Stalker',
	'register-box': 'зареєструвати приставку за абонентом',
	'send-choices': 'надіслати у Stalker канали, вибрані в білінгу',
	'drop-missing-channels': 'прибрати з вибору у Stalker канали, яких немає',
	'take-plan': 'встановити в білінгу тарифний план зі Stalker',
	'take-person': 'записати в білінг ПІБ і телефон зі Stalker',
	'switch-off': 'вимкнути у Stalker',
	'switch-on': 'увімкнути у Stalker',
	'set-plan': 'встановити у Stalker тарифний план із білінгу',
	'set-mac': 'встановити у Stalker MAC із білінгу',
	'set-number': 'записати у Stalker ID ТБ як особовий рахунок',
	'set-end-date': 'встановити у Stalker дату закінчення з білінгу',
	'set-person': 'записати у Stalker ПІБ і телефон із білінгу',
	'set-balance': 'записати у Stalker депозит із білінгу як баланс',
	'activate-service': 'активувати послугу ТБ у білінгу',
	'disable-service': 'вимкнути послугу ТБ у білінгу',
	'retire-service': 'позначити послугу ТБ у білінгу як не активовану',
	'take-mac': 'встановити в білінгу MAC зі Stalker',
	'respell-mac': 'записати MAC у білінгу так, як у Stalker',
	'take-end-date': 'встановити в білінгу дату закінчення зі Stalker',
} satisfies Dictionary['fixes'];

const labels: Readonly<Record<string, string>> = columnLabels;

const states = {
	on: 'увімкнено',
	off: 'вимкнено',
	'not-activated': 'не активовано',
	hidden: 'приховано',
};

const fieldsText = createFixFormatter({
	labels,
	states,
	systems: {stalker: 'у Stalker', billing: 'у білінгу'},
});

const storedText = createStoredFormatter({labels, states, instead: 'замість'});

/** The titles of the screens that have fixes of their own. */
const screenTitles: Readonly<Record<string, string>> = {
	accounts: accounts.screen.title,
	tariffs: tariffs.screen.title,
};

const toSentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const texts: Readonly<Record<string, string>> = fixes;

const leftText = (left: readonly string[]): string =>
	left.map(reason => ` Не виправлено: ${reason}`).join('');

/** Ukrainian: sentences of fixes. */
export const fixMessages = {
	'plan-fix': ({label, shown, online, left}) =>
		`«${label}» ${fieldsText(shown)}.${online ? ' Він ОНЛАЙН: глядач може одразу втратити ТБ.' : ''}${leftText(left)}`,
	fixed: ({label, shown, left}) => `«${label}» виправлено ${fieldsText(shown)}.${leftText(left)}`,
	'fixed-already': ({label}) => `«${label}» уже такий.`,
	'changed-since-asked': ({label}) =>
		`«${label}» має тепер інші значення, ніж ті, що ви підтвердили: до нього нічого не записано. Та сама команда покаже їх і запитає знову.`,
	'stored-otherwise': ({values}) =>
		`Stalker підтвердив зміну, але зберіг інші значення: ${storedText(values)}. Решту записано, її можна скасувати: u або journal undo.`,
	'not-stored': ({values}) =>
		`Stalker підтвердив зміну, але не виконав її: ${storedText(values)}. Перевірте запис у панелі порталу.`,
	'plan-undo-fix': ({label, shown}) => `Повернути «${label}» ${fieldsText(shown)}.`,
	'undone-fix': ({label, shown}) => `«${label}» як раніше ${fieldsText(shown)}.`,
	'plan-undo-create': ({label}) =>
		`Знову видалити обліковий запис «${label}» зі Stalker: хто дивиться через нього, втратить ТБ.`,
	'undone-create': ({label}) => `Облікового запису «${label}» знову немає у Stalker.`,
	'fix-no-difference': ({known}) =>
		`Тут немає цих розбіжностей: ${known.join(', ')}. Прочитайте список знову.`,
	'fix-none': ({kind, use}) =>
		`${kind} не можна виправити за даними ${use === 'billing' ? 'білінгу' : 'Stalker'}; спробуйте іншу сторону або виправте в панелі порталу чи в білінгу.`,
	'fix-debt': ({login}) => `«${login}» має борг: спершу прийміть платіж, потім прочитайте список знову.`,
	'fix-no-plan': ({tvId}) => `Послуга ТБ ${tvId} не має тарифного плану в білінгу. Спершу виберіть його там.`,
	'fix-plan-unclear': ({plan, count}) =>
		`${count === 0 ? 'Жоден тарифний план порталу не має' : 'Кілька тарифних планів порталу мають'} зовнішній ID «${plan}». Спершу виправте тарифні плани.`,
	'fix-no-mac': ({tvId}) =>
		`Послуга ТБ ${tvId} не має правильного MAC у білінгу. Візьміть MAC зі Stalker або введіть його в білінгу.`,
	'fix-several-macs': ({tvId, cid}) =>
		`Послуга ТБ ${tvId} має в білінгу кілька MAC (${cid}). Вирішіть там, який із них правильний.`,
	'fix-no-own-mac': ({login}) =>
		`«${login}» не має MAC у Stalker. Візьміть MAC із білінгу або введіть його в панелі порталу.`,
	'fix-no-end': ({tvId}) =>
		`Послуга ТБ ${tvId} не має дати закінчення в білінгу, а у Stalker вона ніколи не стирається. Візьміть дату зі Stalker або приберіть її в панелі порталу.`,
	'fix-empty': ({field}) =>
		`У білінгу порожнє поле «${labels[field] ?? field}», а у Stalker воно ніколи не стирається. Заповніть його в білінгу.`,
	'fix-in-billing': ({login, tvId}) =>
		`У білінгу є своя причина, чому послугу ТБ ${tvId} абонента «${login}» вимкнено: абонента вимкнено чи видалено або послугу призупинено. Вирішіть це в білінгу.`,
	'fix-customer-ends': ({login, date}) =>
		`Термін абонента «${login}» загалом закінчується ${date}. Змініть його в білінгу.`,
	'fix-not-on': ({login, tvId}) =>
		`Послуга ТБ ${tvId} абонента «${login}» не має бути увімкнена (вимкнена, термін минув або ще не настав, борг), тому обліковий запис для неї не створюється.`,
	'ask-no-password': ({login}) =>
		`«${login}» не отримує пароля: кому він потрібен, тому його задають у панелі порталу.`,
	'fix-what': ({known, notes}) => [...known.map(name => toSentence(texts[name] ?? name)), ...notes].join(' '),
	'fix-elsewhere': ({kind, screen}) =>
		`${kind} виправляється на екрані «${screenTitles[screen] ?? screen}»; o веде до цього рядка.`,
	'fix-three-names': ({login}) =>
		`У білінгу ПІБ абонента «${login}» записано кількома частинами. Змініть його там.`,
	'fix-no-own-plan': ({login}) =>
		`«${login}» не має тарифного плану у Stalker. Візьміть план із білінгу або виберіть його в панелі порталу.`,
	'fix-channels-missing': ({login, channels}) =>
		`Каналів, вибраних у білінгу для «${login}», немає у Stalker: ${channels.join(', ')}. Спершу імпортуйте канали.`,
	'fix-needs-argument': ({kind, command}) => `Для ${kind} треба назвати абонента кожного рядка: ${command}`,
	'note-no-fee': () =>
		'За зміну тарифного плану нічого не стягується; з наступного періоду білінг рахує за новим.',
	'note-bonus': () => 'Бонусні канали облікових записів при цьому скидаються.',
	'ask-choices-cleared': ({login, n}) =>
		`Для «${login}» у білінгу буде стерто ${count(n, 'вибраний канал', 'вибрані канали', 'вибраних каналів')}, як за будь-якої зміни тарифного плану.`,
	'ask-plan-default': ({login, plan}) =>
		`«${login}», можливо, не має власного тарифного плану у Stalker: скасування зможе лише явно призначити типовий план порталу, «${plan}».`,
	'ask-plan-stays': ({login}) =>
		`«${login}» не має тарифного плану у Stalker: скасування не зможе прибрати новий.`,
	'plan-not-emptied': ({login}) =>
		`«${login}» не мав тарифного плану у Stalker, а портал не вміє його прибрати. Приберіть його в панелі порталу.`,
	'box-event-failed': ({mac, message}) =>
		`приставці ${mac} не надіслано команду перечитати канали; вона зробить це після перезапуску. ${message}`,
	'fix-none-of-rows': () =>
		`Жоден із цих рядків не має розбіжності, яку можна виправити тут. Рядки ! або ? розв’язуйте по одному; o веде до іншого списку.`,
	'fix-not-entries': () => `У журналі виправляти нічого: u скасовує запис, o веде до його рядка.`,
	'fix-not-results': () => `У підсумках виправляти нічого: R повторює невдалі рядки, o веде до рядка.`,
	'fix-in-sync': () => `Цей рядок синхронізовано; виправляти нічого.`,
	'fix-by-person': ({drifts}) =>
		`Тут нічого не виправляється автоматично: ${drifts.map(formatDifference).join('; ')}. Вирішіть це в панелі порталу або в білінгу; o веде до пов’язаного рядка.`,
	'fix-plan-hidden': ({name, n}) =>
		`Тарифний план «${name}» уже приховано, але його має ${count(n, 'послуга ТБ', 'послуги ТБ', 'послуг ТБ')}. Дайте їм інший у білінгу.`,
	'ask-plan-in-use': ({name, n}) =>
		`${count(n, 'послуга ТБ зберігає', 'послуги ТБ зберігають', 'послуг ТБ зберігають')} тарифний план «${name}»; його не зможуть вибрати лише нові.`,
	'ask-log-in-anew': () => 'Приставка має увійти заново.',
} satisfies Partial<Dictionary['messages']>;
