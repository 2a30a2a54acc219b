import type {Dictionary} from '../en/index.ts';
import {pluralForm} from './plural.ts';

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
	} satisfies Dictionary['screens']['stb'],
	messages: {
		'boxes-by-mac': () =>
			'Портал не зміг надіслати список приставок (замало пам’яті), тому їх запитано за MAC облікових записів. Приставок, яких немає в жодному обліковому записі, тут бракує.',
		'boxes-alone': () => 'Облікові записи прочитати не вдалося: тип і серійний номер невідомі.',
		'box-not-in-stalker': ({mac}) => `У Stalker немає приставки ${mac}.`,
		'box-unnamed': ({mac}) =>
			`«${mac}» — не MAC-адреса, за якою портал знайде приставку. Виправте її в панелі порталу.`,
		'box-doubled': ({mac}) =>
			`Приставку ${mac} мають кілька облікових записів. Спершу виправте це в панелі порталу.`,
		'box-taken': ({mac, tvIds}) =>
			`Приставка ${mac} вже зареєстрована за ${tvIds.length === 1 ? 'послугою' : 'послугами'} ТБ ${tvIds.join(', ')}.`,
		'box-names-nobody': ({mac}) =>
			`За даними білінгу приставка ${mac} не веде до однієї певної послуги. Вкажіть, для кого вона: у консолі — t на одному цьому рядку, у команді — логін, id:TVID або new:LOGIN.`,
		'box-which-service': ({login, services}) =>
			`«${login}» має ${services.length === 1 ? 'послугу' : 'послуги'} ТБ ${services.map(({tvId, cid}) => `${tvId} (${cid === '' ? 'без приставки' : cid})`).join(', ')}. Вкажіть id:${services[0]!.tvId}, щоб зареєструвати приставку за нею, або new:${login} для ще однієї послуги.`,
		'box-account-unknown': ({mac}) =>
			`Обліковий запис приставки ${mac} прочитати не вдалося, тому послугу для неї створити не можна. Прочитайте облікові записи й спробуйте ще раз.`,
		'box-account-known': ({login}) =>
			`Обліковий запис «${login}» цієї приставки вже є в білінгу за іншою ознакою. Перегляньте обліковий запис.`,
		'customer-unknown': ({login}) =>
			`У білінгу немає абонента «${login}». Якщо на порталі є такий обліковий запис, спершу додайте його до білінгу: stalker-console accounts add ${login}`,
		'customer-several': ({login}) =>
			`Логін «${login}» мають кілька абонентів, якщо не зважати на регістр і діакритику. Вкажіть id:TVID.`,
		'box-for-service': ({tvId}) => `послуга ТБ ${tvId}, що не має приставки`,
		'box-in-place': ({tvId}) => `послуга ТБ ${tvId}, замість її приставки`,
		'box-for-new': () => 'перша послуга ТБ',
		'box-for-second': () => 'друга послуга ТБ',
		'plan-register': ({mac, login, tvId}) =>
			`Зареєструвати приставку ${mac} за послугою ТБ ${tvId} абонента «${login}».`,
		'ask-box-owner': ({mac, owner}) => `У Stalker приставка ${mac} належить «${owner}».`,
		'ask-replace-box': ({tvId, old}) =>
			`Послуга ТБ ${tvId} втратить ${pluralForm(old.length, 'приставку', 'приставки', 'приставки')}: ${old.map(({mac, online}) => `${mac} (${online ? 'зараз онлайн' : 'не онлайн'})`).join(', ')}.`,
		registered: ({mac, login, tvId}) =>
			`Приставка ${mac} тепер зареєстрована за послугою ТБ ${tvId} абонента «${login}».`,
		'plan-undo-register': ({login, tvId, mac, before}) =>
			`Забрати приставку ${mac} з послуги ТБ ${tvId} абонента «${login}»${before === '' ? '' : ` і повернути їй ${before}`}.`,
		'undone-register': ({login, tvId}) =>
			`Послуга ТБ ${tvId} абонента «${login}» знову має попередню приставку.`,
		'plan-reboot': ({mac, login, online}) =>
			`Перезавантажити приставку ${mac} («${login}»), ${online ? 'яка онлайн: ТБ перезапуститься (близько 1 хв)' : 'яка не онлайн'}.`,
		rebooted: ({mac}) => `Приставці ${mac} надіслано команду перезавантажитися.`,
		'not-rebooted': ({mac, message}) => `Приставку ${mac} не перезавантажено. ${message}`,
		'reboot-unclear': ({mac, message}) =>
			`Невідомо, чи приставці ${mac} надіслано команду перезавантажитися. ${message}`,
		'plan-message': ({mac, login, online, text}) =>
			`Показати «${text}» на приставці ${mac} («${login}»), ${online ? 'вона онлайн' : 'вона не онлайн: протягом 7 днів, коли ввімкнеться'}.`,
		'text-unsendable': () =>
			'Портал не може зберегти цей текст: напишіть його без емодзі та без функцій бази даних.',
		'event-sent': ({action, mac}) => `Надіслано на ${mac}: ${action}.`,
		'event-not-sent': ({action, mac, message}) => `Не надіслано на ${mac}: ${action}. ${message}`,
		'event-unclear': ({action, mac, message}) => `Чи надіслано на ${mac}, невідомо: ${action}. ${message}`,
		'event-interrupted': ({action, mac}) =>
			`Перервано: ${action} на ${mac}. Чи надіслав портал, невідомо; більше нічого робити не треба.`,
		'interrupted-reboot': ({mac}) =>
			`Перезавантаження приставки ${mac} перервано. Чи портал надіслав команду, невідомо; більше робити нічого не треба.`,
	} satisfies Partial<Dictionary['messages']>,
};
