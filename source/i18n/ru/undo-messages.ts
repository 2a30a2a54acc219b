import type {Dictionary} from '../en/index.ts';
import {count} from './plural.ts';

/** Records that refer to a row which the undo would remove. */
const referenceNames: Readonly<Record<string, string>> = {
	services: 'у абонента есть другие услуги ТВ',
	subscribers: 'на нём есть услуги ТВ',
	channels: 'для неё выбраны каналы',
	bills: 'у абонента есть другие денежные счета',
	customers: 'денежным счётом пользуются другие абоненты',
	log: 'в истории биллинга есть другие действия по абоненту',
	plans: 'на него ссылается другой тарифный план',
	intervals: 'для него заданы почасовые цены',
	fees: 'с абонента уже списывали',
	payments: 'абонент уже платил',
	shedule: 'для абонента что-то запланировано',
	iptv_calls: 'абонент уже смотрел ТВ',
	iptv_devices: 'у абонента есть устройства',
};

/** Names of the portal's fields and resources for people. */
const fieldNames: Readonly<Record<string, string>> = {
	full_name: 'ФИО',
	account_number: 'лицевой счёт',
	tariff_plan: 'тарифный план',
	stb_mac: 'MAC',
	account_balance: 'баланс',
	end_date: 'срок действия',
	subscription: 'каналы',
	packages: 'пакеты',
	modules: 'заблокированные модули',
	'additional-services': 'дополнительные услуги',
	login: 'логин',
};

/** Names of the values that another service has now. */
const keyNames: Readonly<Record<string, string>> = {login: 'Логин', mac: 'MAC'};

const joinNames = (names: readonly string[]): string => names.join(', ');
const fieldList = (names: readonly string[]): string =>
	joinNames(names.map(name => fieldNames[name] ?? name));
const numberText = (number: string | null, head = '; лицевой счёт в Stalker '): string =>
	number === null ? '' : number === '' ? `${head}снова станет пустым` : `${head}снова станет «${number}»`;
const withNote = (sentence: string, note: string): string => (note === '' ? sentence : `${sentence} ${note}`);

/** Russian: undo. */
export const undoMessages = {
	'plan-undo-add': ({login, tvId, created, number}) =>
		`Отменить добавление «${login}»: убрать из биллинга услугу ТВ ${tvId}${created ? ' вместе с абонентом и его пустым денежным счётом' : '; абонент остаётся'}${numberText(number)}.`,
	'undone-add': ({login, tvId, note}) =>
		withNote(`«${login}» в биллинге больше нет (услуга ТВ ${tvId}), как и было.`, note),
	'plan-undo-link': ({login, tvId, before, number}) =>
		`Отменить связь «${login}»: услуга ТВ ${tvId} снова у «${before}»${numberText(number)}.`,
	'undone-link': ({login, tvId, note}) => withNote(`Услуга ТВ ${tvId} больше не связана с «${login}».`, note),
	'plan-undo-number': ({login, number}) =>
		number === null
			? `В биллинге всё как было; закрыть незакрытую запись «${login}».`
			: `Лицевой счёт «${login}» в Stalker ${numberText(number, '')}.`,
	'undone-number': ({login, note}) => withNote(`«${login}» снова как раньше.`, note),
	'number-back': ({number}) => `Лицевой счёт в Stalker снова ${number === '' ? 'пуст' : `«${number}»`}.`,
	'number-stays': ({reason}) => `Лицевой счёт в Stalker остаётся: ${reason}`,
	'number-taken': ({number, others}) => `Лицевой счёт «${number}» теперь у ${joinNames(others)}.`,
	'not-sendable': ({field}) => `Портал не примет значение поля «${fieldList([field])}» как есть.`,
	'undo-unclear': ({login, message, entry}) =>
		`В биллинге всё как было, но вернулся ли лицевой счёт «${login}», неизвестно: ${message} Чтобы закончить: stalker-console journal undo ${entry}`,
	'plan-undo-delete': ({login, fields}) =>
		`Создать в Stalker учётную запись «${login}» заново; вернутся: ${fieldList(fields)}.`,
	'ask-lost': ({mac, respelled, snapshot, end, plan}) =>
		[
			`Не вернутся: пароль, родительский пароль, токены, избранное, история просмотра${end ? ', срок действия (этот портал его не показывает)' : ''}; Stalker даст новый id.`,
			...(snapshot
				? []
				: ['Выбранные каналы, пакеты и заблокированные модули не были сохранены и тоже потеряны.']),
			...(mac === null ? [] : [`Её MAC «${mac}» отправить нельзя.`]),
			...(respelled === null ? [] : [`Её MAC будет записан как ${respelled}.`]),
			...(plan === null
				? []
				: [
						`Тарифный план «${plan}» будет назначен по имени, даже если раньше он был лишь планом по умолчанию.`,
					]),
		].join(' '),
	'ask-restart': () => 'Пакеты подключатся заново: портал велит приставке перезагрузиться.',
	'ask-tariff-gone': ({tariff}) =>
		`В портале больше нет тарифного плана «${tariff}»: будет план по умолчанию.`,
	'plan-undo-finish': ({login}) =>
		`Учётная запись «${login}» снова в Stalker; закончить то, что было прервано.`,
	'undone-delete': ({login, note}) => [`«${login}» снова в Stalker.`, ...note].join(' '),
	'plan-is-now': ({plan}) => `Теперь её тарифный план — «${plan}», план портала по умолчанию.`,
	'ask-plan-lost': ({login}) =>
		`У тарифного плана «${login}» нет external_id: отмена сможет дать только план портала по умолчанию.`,
	'ask-never-back': ({login, fields}) =>
		`Отмена не сможет вернуть «${login}»: портал не создаёт учётных записей с таким значением (${fieldList(fields)}).`,
	'ask-mac-lost': ({login, mac}) =>
		`Отмена не сможет вернуть MAC «${mac}» учётной записи «${login}»: портал такой не принимает.`,
	'ask-no-return': ({login, fields}) =>
		`У «${login}» есть общее с другой учётной записью: ${fieldList(fields)}. Отмена не сможет её вернуть.`,
	'not-restored': ({what}) => `Не вернулось: ${fieldList(what)}.`,
	'came-back-other': ({fields}) => `Stalker показывает не те значения, что были: ${fieldList(fields)}.`,
	'not-created': ({login, message}) => `«${login}» нет в Stalker: ${message}`,
	'create-unclear': ({login, message, entry}) =>
		`Вернулась ли «${login}» в Stalker, неизвестно: ${message} Чтобы проверить: stalker-console journal undo ${entry}`,
	'create-unseen': () => 'Портал подтвердил, но учётную запись не показывает.',
	'taken-in-stalker': ({field, value, others}) =>
		`В Stalker ${fieldList([field])} «${value}» теперь у ${joinNames(others)}, создать учётную запись заново нельзя.`,
	'plan-undo-import': ({name, id}) => `Отменить импорт «${name}»: убрать тарифный план ${id} из биллинга.`,
	'undone-import': ({name, id}) => `Тарифного плана «${name}» (${id}) в биллинге больше нет.`,
	'plan-undo': ({action, key}) => `Отменить ${action} ${key}.`,
	undone: ({key}) => `«${key}» снова как раньше.`,
	'undo-changed': ({fields}) =>
		`В биллинге уже не то, что было записано (${joinNames(fields)}): отмените вручную в биллинге.`,
	'undo-changed-stalker': ({fields}) =>
		`В Stalker уже не то, что было тогда записано${fields.length === 0 ? '' : ` (${fieldList(fields)})`}: верните вручную в панели портала.`,
	'undo-deposit': ({deposit}) =>
		`На денежном счёте абонента депозит ${deposit}: пока там деньги, отмены не будет.`,
	'undo-referred': ({by}) => `Убрать нельзя: ${joinNames(by.map(kind => referenceNames[kind] ?? kind))}.`,
	'undo-taken': ({with: what, tvIds}) =>
		`${keyNames[what] ?? what}, прежде принадлежавший услуге, есть у ${tvIds.length === 1 ? 'услуги' : 'услуг'} ${joinNames(tvIds.map(String))}.`,
	'undo-under-way': ({journal, minutes}) =>
		`Уже отменяется (запись журнала ${journal}) или прервано. Повторить можно через ${count(minutes, 'минуту', 'минуты', 'минут')}.`,
	'already-undone': () => 'Уже отменено.',
	'undo-failed': () => 'Действие не удалось: отменять нечего.',
	'undo-nothing': () => 'Действие ничего не изменило: отменять нечего.',
	'undo-open': () => 'Начато, но закончено ли, неизвестно: перечитайте список и закончите, потом отменяйте.',
	'undo-made-by': ({operator}) => `Это изменение сделал оператор ${operator}.`,
	'undo-of-undo': () => 'Отмену нельзя отменить; повторите действие.',
	'not-undoable': ({action}) => `«${action}» отменить нельзя.`,
	'undo-elsewhere': () => 'Это было сделано на другом портале: откройте его.',
} satisfies Partial<Dictionary['messages']>;
