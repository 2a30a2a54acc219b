import type {DifferenceText} from '../en/differences.ts';
import {formatDifference} from './differences.ts';

type Fees = {readonly month: string; readonly day: string; readonly once: string};

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

type Person = {readonly login: string; readonly name: string};

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
	},
	messages: {
		added: ({login, tvId, created}: {login: string; tvId: number; created: boolean}) =>
			`«${login}» додано до білінгу: ID ТБ ${tvId}, ${created ? 'новий абонент' : 'послуга наявного абонента'}.`,
		'already-added': ({login, tvId}: {login: string; tvId: number}) =>
			`«${login}» вже є в білінгу: ID ТБ ${tvId}.`,
		'number-written': ({login, tvId}: {login: string; tvId: number}) =>
			`Особовий рахунок «${login}» у Stalker тепер ${tvId}.`,
		'number-doubled': ({login, tvId, others}: {login: string; tvId: number; others: readonly string[]}) =>
			`«${login}» є в білінгу з ID ТБ ${tvId} і має цей особовий рахунок у Stalker, але тим часом його отримав і хтось інший: ${others.join(', ')}. Задайте кожному обліковому запису свій у панелі порталу.`,
		'number-undone': ({
			login,
			tvId,
			entry,
			has,
			message,
		}: {
			login: string;
			tvId: number;
			entry: string;
			has: boolean | null;
			message: string;
		}) =>
			`Зроблене для «${login}» (запис журналу ${entry}) тим часом скасовано${has === null ? ': у Stalker нічого не записано.' : has ? `, але особовий рахунок у Stalker усе ж тепер ${tvId}. Оновіть список.` : `, і Stalker не показує особового рахунку ${tvId}: ${message} Оновіть список.`}`,
		'number-not-written': ({login, tvId, message}: {login: string; tvId: number; message: string}) =>
			`«${login}» є в білінгу з ID ТБ ${tvId}, але Stalker не прийняв особового рахунку: ${message} Додайте ще раз, щоб завершити.`,
		'plan-add-new': ({
			login,
			plan,
			fees,
			number,
		}: {
			login: string;
			plan: string | null;
			fees?: Fees | null;
			number: number | null;
		}) =>
			`Додати «${login}» до білінгу: новий абонент із рахунком і послуга ТБ${number === null ? '' : ` ${number}`} ${planText(plan, fees)}.`,
		'plan-add-known': ({
			login,
			plan,
			fees,
			number,
			customer,
		}: {
			login: string;
			plan: string | null;
			fees?: Fees | null;
			number: number | null;
			customer: string;
		}) =>
			`Додати абоненту «${customer}» послугу ТБ${number === null ? '' : ` ${number}`} ${planText(plan, fees)} для «${login}».`,
		'plan-number': ({login, tvId}: {login: string; tvId: number}) =>
			`Записати ${tvId} у Stalker як особовий рахунок «${login}».`,
		'plan-nothing': ({login}: {login: string}) => `«${login}» синхронізовано; робити нічого не треба.`,
		'ask-customer': payerText,
		'ask-deleted': ({login}: {login: string}) => `Абонента «${login}» в білінгу видалено.`,
		'ask-second-service': ({
			login,
			services,
			boxes,
		}: {
			login: string;
			services: readonly number[];
			boxes: readonly string[];
		}) =>
			`Абонент «${login}» вже має тут послугу ТБ (${services.join(', ')}${boxes.length === 0 ? '' : `; приставка ${boxes.join(', ')}`}): буде створено ще одну.`,
		'ask-other-box': ({login, tvId, box, cid}: {login: string; tvId: number; box: string; cid: string}) =>
			`Послуга ТБ ${tvId} абонента «${login}» у білінгу ${cid === '' ? 'без приставки' : `має приставку ${cid}`}, обліковий запис ${box === '' ? 'без приставки' : `має ${box}`}.`,
		'ask-no-plan': () => 'Обліковий запис без тарифного плану: послуга теж буде без нього.',
		'ask-no-status': () =>
			'Портал не повідомляє, чи увімкнено обліковий запис: послугу буде створено вимкненою.',
		'ask-new-number': ({number}: {number: string}) =>
			number === ''
				? 'Білінг призначить ID ТБ, який стане особовим рахунком у Stalker.'
				: `Білінг призначить ID ТБ, який замінить особовий рахунок «${number}» у Stalker.`,
		'ask-number': ({tvId, number}: {tvId: number; number: string}) =>
			`Особовий рахунок у Stalker стане ${tvId} (${number === '' ? 'досі порожній' : `був «${number}»`}).`,
		'no-login': () => 'Обліковий запис не має логіна. Задайте його на порталі.',
		differs: ({drifts}: {drifts: readonly DifferenceText[]}) =>
			`У білінгу є, але з розбіжностями: ${drifts.map(formatDifference).join('; ')}. Клавіша + виправляє лише відсутній особовий рахунок; решту змініть у білінгу або на порталі.`,
		/** `command`: the command to run next; absent on the console, which has a key for it. */
		'tariff-unknown': ({tariff, command}: {tariff: string; command?: string}) =>
			`У білінгу немає тарифного плану «${tariff}». Спершу імпортуйте його${command === undefined ? '.' : `: ${command}`}`,
		'number-shared': ({number, others}: {number: string; others: readonly string[]}) =>
			`Особовий рахунок ${number} мають також: ${others.join(', ')}. Задайте кожному обліковому запису свій у панелі порталу.`,
		unaddressable: ({login}: {login: string}) =>
			`Жоден ідентифікатор REST API не вказує лише на «${login}», тому записати туди нічого не можна. Змініть його в панелі порталу.`,
		'several-macs': ({mac}: {mac: string}) =>
			`«${mac}» — це не одна MAC-адреса. Виправте її в панелі порталу.`,
		'changed-meanwhile': ({field}: {field: string}) =>
			`Обліковий запис у Stalker змінився після читання списку (${field}). Оновіть список.`,
		'gone-meanwhile': ({login}: {login: string}) => `Stalker більше не знаходить «${login}». Оновіть список.`,
		'names-others': ({login}: {login: string}) =>
			`Ідентифікатор «${login}» тепер указує й на інші облікові записи. Змініть його в панелі порталу.`,
		'plan-delete': ({login, path, online}: {login: string; path: string; online: boolean}) =>
			`Видалити «${login}» зі Stalker (${path})${online ? '; приставка ОНЛАЙН, ТБ зникне одразу' : ''}. Білінг не змінюється.`,
		deleted: ({login}: {login: string}) => `«${login}» видалено зі Stalker.`,
		'not-deleted': ({login, message}: {login: string; message: string}) =>
			`«${login}» досі у Stalker: ${message}`,
		'delete-unclear': ({login, message}: {login: string; message: string}) =>
			`Невідомо, чи «${login}» видалено: ${message} Оновіть список.`,
		'read-back-failed': () => 'Stalker підтвердив, але досі показує обліковий запис.',
		'delete-loses': () =>
			'Скасування створить новий обліковий запис (новий ID); пароль, токени, обране, історію й приховану дату закінчення буде втрачено.',
		'plan-link': ({
			login,
			customer,
			tvId,
			number,
			changes,
		}: {
			login: string;
			customer: string;
			tvId: number;
			number: boolean;
			/** Values of the service in billing, before and after. */
			changes: ReadonlyArray<{readonly field: string; readonly from: string; readonly to: string}>;
		}) =>
			`Прив’язати «${login}» до послуги ТБ ${tvId} абонента «${customer}»${number ? ` і записати ${tvId} у Stalker як особовий рахунок` : ''}.${changes.map(({field, from, to}) => ` У білінгу ${field} «${from}» стане «${to}».`).join('')}`,
		'ask-other-name': ({payer: whose, own}: {payer: Person & {phone: string}; own: Person}) =>
			`${payerText(whose)} Обліковий запис — ${personText(own)}`,
		'ask-other-customer': ({payer: whose, own}: {payer: Person & {phone: string}; own: Person}) =>
			`${payerText(whose)} Власний абонент облікового запису — ${personText(own)}`,
		linked: ({login, tvId}: {login: string; tvId: number}) => `«${login}» прив’язано до послуги ТБ ${tvId}.`,
		'link-only-unmatched': () => 'Прив’язати можна лише обліковий запис, якого немає в білінгу.',
		'service-matched': ({tvId}: {tvId: number}) => `Послуга ТБ ${tvId} вже має обліковий запис.`,
	},
};
