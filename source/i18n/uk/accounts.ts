import type {Fees, Person} from '../en/accounts.ts';
import type {Dictionary} from '../en/index.ts';
import {formatDifference} from './differences.ts';

/** A tariff plan with its fees, where it has any. */
function planText(plan: string | null, fees: Fees | null | undefined): string {
	if (plan === null) return 'без тарифного плану';
	const {month = '0', day = '0', once = '0'} = fees ?? {};
	const prices = [
		...(Number(month) > 0 ? [`${month} на місяць`] : []),
		...(Number(day) > 0 ? [`${day} на день`] : []),
		...(Number(once) > 0 ? [`${once} одноразово`] : []),
	];
	return `з тарифним планом «${plan}»${prices.length === 0 ? '' : ` (${prices.join(', ')})`}`;
}

/** The customer who pays for a service. */
const payerText = ({login, name, phone}: Person & {readonly phone: string}): string =>
	`Платитиме абонент білінгу «${login}»: ${name || 'без імені'}, ${phone || 'без телефону'}.`;

/** A customer or account at the end of a sentence: `«ivan», Іваненко Олег.` */
const personText = ({login, name}: Person): string =>
	name === '' ? `«${login}».` : `«${login}», ${name}${name.endsWith('.') ? '' : '.'}`;

/** Ukrainian: the screen of accounts and the messages of its actions. */
export const accounts = {
	screen: {
		title: 'Облікові записи',
		short: 'Облік',
		ids: 'логін, number:N або mac:M',
		actions: {
			add: {label: 'додати', description: 'додати облікові записи до білінгу'},
			delete: {
				label: 'видалити',
				description: 'видалити облікові записи зі Stalker; білінг не змінюється',
			},
			link: {
				label: 'прив’язати',
				description: 'прив’язати обліковий запис до послуги в білінгу',
				choose: 'До якої послуги',
				argument: 'ID ТБ',
			},
		},
	} satisfies Dictionary['screens']['accounts'],
	messages: {
		added: ({login, tvId, created}) =>
			`«${login}» додано до білінгу: ID ТБ ${tvId}, ${created ? 'новий абонент' : 'послуга наявного абонента'}.`,
		'already-added': ({login, tvId}) => `«${login}» вже є в білінгу: ID ТБ ${tvId}.`,
		'number-written': ({login, tvId}) => `Особовий рахунок «${login}» у Stalker тепер ${tvId}.`,
		'number-doubled': ({login, tvId, others}) =>
			`«${login}» є в білінгу з ID ТБ ${tvId} і має цей особовий рахунок у Stalker, але тим часом його отримав і хтось інший: ${others.join(', ')}. Задайте кожному обліковому запису свій у панелі порталу.`,
		'number-undone': ({login, tvId, entry, has, message}) =>
			`Зроблене для «${login}» (запис журналу ${entry}) тим часом скасовано${has === null ? ': у Stalker нічого не записано.' : has ? `, але особовий рахунок у Stalker усе ж тепер ${tvId}. Оновіть список.` : `, і Stalker не показує особового рахунку ${tvId}: ${message} Оновіть список.`}`,
		'number-not-written': ({login, tvId, message}) =>
			`«${login}» є в білінгу з ID ТБ ${tvId}, але Stalker не прийняв особового рахунку: ${message} Додайте ще раз, щоб завершити.`,
		'plan-add-new': ({login, plan, fees, number}) =>
			`Додати «${login}» до білінгу: новий абонент із рахунком і послуга ТБ${number === null ? '' : ` ${number}`} ${planText(plan, fees)}.`,
		'plan-add-known': ({login, plan, fees, number, customer}) =>
			`Додати абоненту «${customer}» послугу ТБ${number === null ? '' : ` ${number}`} ${planText(plan, fees)} для «${login}».`,
		'plan-number': ({login, tvId}) => `Записати ${tvId} у Stalker як особовий рахунок «${login}».`,
		'plan-nothing': ({login}) => `«${login}» синхронізовано; робити нічого не треба.`,
		'ask-customer': payerText,
		'ask-deleted': ({login}) => `Абонента «${login}» в білінгу видалено.`,
		'ask-second-service': ({login, services, boxes}) =>
			`Абонент «${login}» вже має тут послугу ТБ (${services.join(', ')}${boxes.length === 0 ? '' : `; приставка ${boxes.join(', ')}`}): буде створено ще одну.`,
		'ask-other-box': ({login, tvId, box, cid}) =>
			`Послуга ТБ ${tvId} абонента «${login}» у білінгу ${cid === '' ? 'без приставки' : `має приставку ${cid}`}, обліковий запис ${box === '' ? 'без приставки' : `має ${box}`}.`,
		'ask-no-plan': () => 'Обліковий запис без тарифного плану: послуга теж буде без нього.',
		'ask-no-status': () =>
			'Портал не повідомляє, чи увімкнено обліковий запис: послугу буде створено вимкненою.',
		'ask-new-number': ({number}) =>
			number === ''
				? 'Білінг призначить ID ТБ, який стане особовим рахунком у Stalker.'
				: `Білінг призначить ID ТБ, який замінить особовий рахунок «${number}» у Stalker.`,
		'ask-number': ({tvId, number}) =>
			`Особовий рахунок у Stalker стане ${tvId} (${number === '' ? 'досі порожній' : `був «${number}»`}).`,
		'no-login': () => 'Обліковий запис не має логіна. Задайте його на порталі.',
		differs: ({drifts}) =>
			`У білінгу є, але з розбіжностями: ${drifts.map(formatDifference).join('; ')}. Клавіша + виправляє лише відсутній особовий рахунок; решту — f (команда accounts fix).`,
		/** `command`: the command to run next; absent on the console, which has a key for it. */
		'tariff-unknown': ({tariff, command}) =>
			`У білінгу немає тарифного плану «${tariff}». Спершу імпортуйте його${command === undefined ? '.' : `: ${command}`}`,
		'number-shared': ({number, others}) =>
			`Особовий рахунок ${number} мають також: ${others.join(', ')}. Задайте кожному обліковому запису свій у панелі порталу.`,
		unaddressable: ({login}) =>
			`Жоден ідентифікатор REST API не вказує лише на «${login}», тому записати туди нічого не можна. Змініть його в панелі порталу.`,
		'end-date-unreadable': ({login, date}) =>
			`Дати закінчення «${date}» у «${login}» не існує. Виправте її в панелі порталу.`,
		'several-macs': ({mac}) => `«${mac}» — це не одна MAC-адреса. Виправте її в панелі порталу.`,
		'changed-meanwhile': ({field}) =>
			`Обліковий запис у Stalker змінився після читання списку (${field}). Оновіть список.`,
		'gone-meanwhile': ({login}) => `Stalker більше не знаходить «${login}». Оновіть список.`,
		'names-others': ({login}) =>
			`Ідентифікатор «${login}» тепер указує й на інші облікові записи. Змініть його в панелі порталу.`,
		'plan-delete': ({login, path, online}) =>
			`Видалити «${login}» зі Stalker (${path})${online ? '; приставка ОНЛАЙН, ТБ зникне одразу' : ''}. Білінг не змінюється.`,
		deleted: ({login}) => `«${login}» видалено зі Stalker.`,
		'not-deleted': ({login, message}) => `«${login}» досі у Stalker: ${message}`,
		'delete-unclear': ({login, message}) => `Невідомо, чи «${login}» видалено: ${message} Оновіть список.`,
		'read-back-failed': () => 'Stalker підтвердив, але досі показує обліковий запис.',
		'delete-loses': () =>
			'Скасування створить новий обліковий запис (новий ID); пароль, токени, обране, історію й приховану дату закінчення буде втрачено.',
		'plan-link': ({login, customer, tvId, number, changes}) =>
			`Прив’язати «${login}» до послуги ТБ ${tvId} абонента «${customer}»${number ? ` і записати ${tvId} у Stalker як особовий рахунок` : ''}.${changes.map(({field, from, to}) => ` У білінгу ${field} «${from}» стане «${to}».`).join('')}`,
		'ask-other-name': ({payer: whose, own}) => `${payerText(whose)} Обліковий запис — ${personText(own)}`,
		'ask-other-customer': ({payer: whose, own}) =>
			`${payerText(whose)} Власний абонент облікового запису — ${personText(own)}`,
		linked: ({login, tvId}) => `«${login}» прив’язано до послуги ТБ ${tvId}.`,
		'link-only-unmatched': () => 'Прив’язати можна лише обліковий запис, якого немає в білінгу.',
		'service-matched': ({tvId}) => `Послуга ТБ ${tvId} вже має обліковий запис.`,
	} satisfies Partial<Dictionary['messages']>,
};
