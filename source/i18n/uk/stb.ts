import {pluralForm} from './plural.ts';

type Service = {readonly tvId: number; readonly cid: string};
type Old = {readonly mac: string; readonly online: boolean};

/** Ukrainian: the screen of STB and the messages of its actions. */
export const stb = {
	screen: {
		title: 'STB',
		short: 'STB',
		ids: 'MAC, логін або number:N',
		actions: {
			register: {
				label: 'реєструвати',
				description: 'зареєструвати приставку за послугою ТБ абонента',
				choose: 'За ким',
				argument: 'логін, id:TVID або new:LOGIN',
			},
			reboot: {label: 'перезавантажити', description: 'перезавантажити приставки'},
			message: {
				label: 'повідомлення',
				description: 'показати текст на приставках; абонент його підтверджує',
				choose: 'Текст повідомлення',
				argument: 'текст',
			},
		},
	},
	messages: {
		'boxes-by-mac': () =>
			'Портал не зміг надіслати список приставок (замало пам’яті), тому їх запитано за MAC облікових записів. Приставок, яких немає в жодному обліковому записі, тут бракує.',
		'boxes-alone': () => 'Облікові записи прочитати не вдалося: тип і серійний номер невідомі.',
		'box-not-in-stalker': ({mac}: {mac: string}) => `У Stalker немає приставки ${mac}.`,
		'box-unnamed': ({mac}: {mac: string}) =>
			`«${mac}» — не MAC-адреса, за якою портал знайде приставку. Виправте її в панелі порталу.`,
		'box-doubled': ({mac}: {mac: string}) =>
			`Приставку ${mac} мають кілька облікових записів. Спершу виправте це в панелі порталу.`,
		'box-taken': ({mac, tvIds}: {mac: string; tvIds: readonly number[]}) =>
			`Приставка ${mac} вже зареєстрована за ${tvIds.length === 1 ? 'послугою' : 'послугами'} ТБ ${tvIds.join(', ')}.`,
		'box-names-nobody': ({mac}: {mac: string}) =>
			`За даними білінгу приставка ${mac} не веде до однієї певної послуги. Вкажіть, для кого вона: у консолі — t на одному цьому рядку, у команді — логін, id:TVID або new:LOGIN.`,
		'box-which-service': ({login, services}: {login: string; services: readonly Service[]}) =>
			`«${login}» має ${services.length === 1 ? 'послугу' : 'послуги'} ТБ ${services.map(({tvId, cid}) => `${tvId} (${cid === '' ? 'без приставки' : cid})`).join(', ')}. Вкажіть id:${services[0]!.tvId}, щоб зареєструвати приставку за нею, або new:${login} для ще однієї послуги.`,
		'box-account-unknown': ({mac}: {mac: string}) =>
			`Обліковий запис приставки ${mac} прочитати не вдалося, тому послугу для неї створити не можна. Прочитайте облікові записи й спробуйте ще раз.`,
		'box-account-known': ({login}: {login: string}) =>
			`Обліковий запис «${login}» цієї приставки вже є в білінгу за іншою ознакою. Перегляньте обліковий запис.`,
		'customer-unknown': ({login}: {login: string}) =>
			`У білінгу немає абонента «${login}». Якщо на порталі є такий обліковий запис, спершу додайте його до білінгу: stalker-console accounts add ${login}`,
		'customer-several': ({login}: {login: string}) =>
			`Логін «${login}» мають кілька абонентів, якщо не зважати на регістр і діакритику. Вкажіть id:TVID.`,
		'box-for-service': ({tvId}: {tvId: number}) => `послуга ТБ ${tvId}, що не має приставки`,
		'box-in-place': ({tvId}: {tvId: number}) => `послуга ТБ ${tvId}, замість її приставки`,
		'box-for-new': () => 'перша послуга ТБ',
		'box-for-second': () => 'друга послуга ТБ',
		'plan-register': ({mac, login, tvId}: {mac: string; login: string; tvId: number}) =>
			`Зареєструвати приставку ${mac} за послугою ТБ ${tvId} абонента «${login}».`,
		'ask-box-owner': ({mac, owner}: {mac: string; owner: string}) =>
			`У Stalker приставка ${mac} належить «${owner}».`,
		'ask-replace-box': ({tvId, old}: {tvId: number; old: readonly Old[]}) =>
			`Послуга ТБ ${tvId} втратить ${pluralForm(old.length, 'приставку', 'приставки', 'приставки')}: ${old.map(({mac, online}) => `${mac} (${online ? 'зараз онлайн' : 'не онлайн'})`).join(', ')}.`,
		registered: ({mac, login, tvId}: {mac: string; login: string; tvId: number}) =>
			`Приставка ${mac} тепер зареєстрована за послугою ТБ ${tvId} абонента «${login}».`,
		'plan-undo-register': ({
			login,
			tvId,
			mac,
			before,
		}: {
			login: string;
			tvId: number;
			mac: string;
			before: string;
		}) =>
			`Забрати приставку ${mac} з послуги ТБ ${tvId} абонента «${login}»${before === '' ? '' : ` і повернути їй ${before}`}.`,
		'undone-register': ({login, tvId}: {login: string; tvId: number}) =>
			`Послуга ТБ ${tvId} абонента «${login}» знову має попередню приставку.`,
		'plan-reboot': ({mac, login, online}: {mac: string; login: string; online: boolean}) =>
			`Перезавантажити приставку ${mac} («${login}»), ${online ? 'яка онлайн: ТБ перезапуститься (близько 1 хв)' : 'яка не онлайн'}.`,
		rebooted: ({mac}: {mac: string}) => `Приставці ${mac} надіслано команду перезавантажитися.`,
		'not-rebooted': ({mac, message}: {mac: string; message: string}) =>
			`Приставку ${mac} не перезавантажено. ${message}`,
		'reboot-unclear': ({mac, message}: {mac: string; message: string}) =>
			`Невідомо, чи приставці ${mac} надіслано команду перезавантажитися. ${message}`,
		'plan-message': ({
			mac,
			login,
			online,
			text,
		}: {
			mac: string;
			login: string;
			online: boolean;
			text: string;
		}) =>
			`Показати «${text}» на приставці ${mac} («${login}»), ${online ? 'вона онлайн' : 'вона не онлайн: протягом 7 днів, коли ввімкнеться'}.`,
		'text-unsendable': () =>
			'Портал не може зберегти цей текст: напишіть його без емодзі та без функцій бази даних.',
		'event-sent': ({action, mac}: {action: string; mac: string}) => `Надіслано на ${mac}: ${action}.`,
		'event-not-sent': ({action, mac, message}: {action: string; mac: string; message: string}) =>
			`Не надіслано на ${mac}: ${action}. ${message}`,
		'event-unclear': ({action, mac, message}: {action: string; mac: string; message: string}) =>
			`Чи надіслано на ${mac}, невідомо: ${action}. ${message}`,
		'event-interrupted': ({action, mac}: {action: string; mac: string}) =>
			`Перервано: ${action} на ${mac}. Чи надіслав портал, невідомо; більше нічого робити не треба.`,
		'interrupted-reboot': ({mac}: {mac: string}) =>
			`Перезавантаження приставки ${mac} перервано. Чи портал надіслав команду, невідомо; більше робити нічого не треба.`,
	},
};
