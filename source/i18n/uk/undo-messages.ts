import type {Dictionary} from '../en/index.ts';

/** What refers to a row that an undo would remove. */
const referenceNames: Readonly<Record<string, string>> = {
	services: 'абонент має інші послуги ТБ',
	subscribers: 'на ньому є послуги ТБ',
	channels: 'для неї вибрано канали',
	bills: 'абонент має інші рахунки',
	customers: 'рахунком користуються інші абоненти',
	log: 'у журналі білінгу є інші дії з абонентом',
	plans: 'на нього посилається інший тарифний план',
	intervals: 'він має погодинні ціни',
	fees: 'з абонента вже списували',
	payments: 'абонент уже платив',
	shedule: 'для абонента щось заплановано',
	iptv_calls: 'абонент уже дивився ТБ',
	iptv_devices: 'у абонента є пристрої',
};

/** Names of the portal's fields and resources for people. */
const fieldNames: Readonly<Record<string, string>> = {
	login: 'логін',
	full_name: 'ПІБ',
	account_number: 'особовий рахунок',
	tariff_plan: 'тарифний план',
	stb_mac: 'MAC',
	account_balance: 'баланс',
	end_date: 'дата закінчення',
	subscription: 'канали',
	packages: 'пакети',
	modules: 'заблоковані модулі',
	'additional-services': 'додаткові послуги',
};

const fieldList = (names: readonly string[]): string =>
	joinNames(names.map(name => fieldNames[name] ?? name));
const keyNames: Readonly<Record<string, string>> = {login: 'логін', mac: 'MAC'};
const joinNames = (names: readonly string[]): string => names.join(', ');
const numberText = (number: string | null, head = '; особовий рахунок у Stalker '): string =>
	number === null ? '' : `${head}знову стане ${number === '' ? 'порожнім' : `«${number}»`}`;
const withNote = (sentence: string, note: string): string => (note === '' ? sentence : `${sentence} ${note}`);

/** Ukrainian: undo. */
export const undoMessages = {
	'plan-undo-add': ({login, tvId, created, number}) =>
		`Скасувати додавання «${login}»: вилучити з білінгу послугу ТБ ${tvId}${created ? ' разом з абонентом і його порожнім рахунком' : '; абонент лишається'}${numberText(number)}.`,
	'undone-add': ({login, tvId, note}) =>
		withNote(`«${login}» у білінгу більше немає (послуга ТБ ${tvId}): усе, як було.`, note),
	'plan-undo-link': ({login, tvId, before, number}) =>
		`Скасувати прив’язку «${login}»: послуга ТБ ${tvId} знову належатиме «${before}»${numberText(number)}.`,
	'undone-link': ({login, tvId, note}) => withNote(`Послугу ТБ ${tvId} від «${login}» відв’язано.`, note),
	'plan-undo-number': ({login, number}) =>
		number === null
			? `Білінг уже такий, як був; закрити запис журналу про «${login}», що лишився відкритим.`
			: `Особовий рахунок «${login}» у Stalker ${numberText(number, '')}.`,
	'undone-number': ({login, note}) => withNote(`«${login}» знову як раніше.`, note),
	'number-back': ({number}) =>
		`Особовий рахунок у Stalker знову ${number === '' ? 'порожній' : `«${number}»`}.`,
	'number-stays': ({reason}) => `Особовий рахунок у Stalker лишається, як є: ${reason}`,
	'number-taken': ({number, others}) => `Особовий рахунок «${number}» тепер мають: ${joinNames(others)}.`,
	'not-sendable': ({field}) => `Портал не прийме нинішнього значення (${fieldList([field])}).`,
	'undo-unclear': ({login, message, entry}) =>
		`Білінг такий, як був, але чи повернуто особовий рахунок «${login}», невідомо: ${message} Щоб завершити: stalker-console journal undo ${entry}`,
	'plan-undo-delete': ({login, fields}) =>
		`Знову створити обліковий запис «${login}» у Stalker; буде відновлено: ${fieldList(fields)}.`,
	'ask-lost': ({mac, respelled, snapshot, end, plan}) =>
		[
			`Не повернуться: пароль, батьківський пароль, токени, обране, історія переглядів${end ? ', дата закінчення (цей портал її не показує)' : ''}; Stalker надасть новий ID.`,
			...(snapshot
				? []
				: ['Вибрані канали, пакети й заблоковані модулі не було збережено, їх теж втрачено.']),
			...(mac === null ? [] : [`MAC «${mac}» надіслати не можна.`]),
			...(respelled === null ? [] : [`MAC буде записано як ${respelled}.`]),
			...(plan === null
				? []
				: [`Тарифний план «${plan}» буде призначено за назвою, навіть якщо досі він був лише типовим.`]),
		].join(' '),
	'ask-restart': () => 'Пакети буде підключено знову: портал накаже приставці перезапуститися.',
	'ask-tariff-gone': ({tariff}) =>
		`На порталі вже немає тарифного плану «${tariff}»: обліковий запис матиме типовий.`,
	'plan-undo-finish': ({login}) => `Обліковий запис «${login}» знову у Stalker; завершити перерване.`,
	'undone-delete': ({login, note}) => [`«${login}» знову у Stalker.`, ...note].join(' '),
	'plan-is-now': ({plan}) => `Тепер його тарифний план — «${plan}», типовий на порталі.`,
	'ask-plan-lost': ({login}) =>
		`Тарифний план «${login}» не має external_id: скасування зможе надати лише типовий план порталу.`,
	'ask-never-back': ({login, fields}) =>
		`Скасування не зможе повернути «${login}»: портал не створює облікових записів із таким значенням (${fieldList(fields)}).`,
	'ask-mac-lost': ({login, mac}) =>
		`Скасування не зможе повернути MAC «${mac}» облікового запису «${login}»: портал такого не приймає.`,
	'ask-no-return': ({login, fields}) =>
		`«${login}» має спільне з іншим обліковим записом: ${fieldList(fields)}. Скасування не зможе його повернути.`,
	'not-restored': ({what}) => `Не відновлено: ${fieldList(what)}.`,
	'came-back-other': ({fields}) => `Stalker показує не ті значення, що раніше: ${fieldList(fields)}.`,
	'not-created': ({login, message}) => `«${login}» у Stalker немає: ${message}`,
	'create-unclear': ({login, message, entry}) =>
		`Невідомо, чи «${login}» знову у Stalker: ${message} Щоб перевірити: stalker-console journal undo ${entry}`,
	'create-unseen': () => 'Stalker підтвердив, але обліковий запис не показує.',
	'taken-in-stalker': ({field, value, others}) =>
		`Значення «${value}» (${fieldList([field])}) у Stalker тепер мають: ${joinNames(others)}, тому знову створити обліковий запис не можна.`,
	'plan-undo-import': ({name, id}) => `Скасувати імпорт «${name}»: вилучити тарифний план ${id} з білінгу.`,
	'undone-import': ({name, id}) => `Тарифного плану «${name}» (${id}) у білінгу більше немає.`,
	'plan-undo': ({action, key}) => `Скасувати ${action} ${key}.`,
	undone: ({key}) => `«${key}» знову як раніше.`,
	'undo-changed': ({fields}) =>
		`У білінгу вже не те, що було записано тоді (${joinNames(fields)}): скасуйте це в білінгу вручну.`,
	'undo-changed-stalker': ({fields}) =>
		`У Stalker уже не те, що було тоді записано${fields.length === 0 ? '' : ` (${fieldList(fields)})`}: поверніть вручну в панелі порталу.`,
	'undo-deposit': ({deposit}) => `На рахунку абонента ${deposit}: доки там є кошти, дію не скасувати.`,
	'undo-referred': ({by}) => `Вилучити не можна: ${joinNames(by.map(kind => referenceNames[kind] ?? kind))}.`,
	'undo-taken': ({with: what, tvIds}) =>
		`Попереднє значення послуги (${keyNames[what] ?? what}) має послуга ТБ ${joinNames(tvIds.map(String))}.`,
	'undo-under-way': ({journal, minutes}) =>
		`Це вже скасовують (запис журналу ${journal}), або те скасування перервано. Повторити можна через ${minutes} хв.`,
	'already-undone': () => 'Це вже скасовано.',
	'undo-failed': () => 'Дія не вдалася: скасовувати нічого.',
	'undo-nothing': () => 'Дія нічого не змінила: скасовувати нічого.',
	'undo-open': () =>
		'Дію розпочато, але чи завершено, невідомо: оновіть список і завершіть її, перш ніж скасовувати.',
	'undo-made-by': ({operator}) => `Цю зміну зробив оператор ${operator}.`,
	'undo-of-undo': () => 'Скасування не можна скасувати; повторіть дію.',
	'not-undoable': ({action}) => `Дію «${action}» скасувати не можна.`,
	'undo-elsewhere': () => 'Це зроблено на іншому порталі: відкрийте той портал.',
} satisfies Partial<Dictionary['messages']>;
