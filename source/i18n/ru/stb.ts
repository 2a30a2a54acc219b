import type {Dictionary} from '../en/index.ts';

/** Russian: the screen of STB and the messages of its actions. */
export const stb = {
	screen: {
		title: 'STB',
		short: 'STB',
		ids: 'MAC, логин или number:N',
		actions: {
			register: {
				label: 'связать',
				description: 'связать приставку с услугой ТВ абонента',
				choose: 'Кому',
				argument: 'логин, id:TVID или new:LOGIN',
			},
			reboot: {label: 'перезагрузить', description: 'перезагрузить приставки'},
			message: {
				label: 'сообщение',
				description: 'показать текст на приставках; абонент его подтверждает',
				choose: 'Текст сообщения',
				argument: 'текст',
			},
		},
	} satisfies Dictionary['screens']['stb'],
	messages: {
		'boxes-by-mac': () =>
			'Портал не смог выдать список приставок (мало памяти), поэтому они запрошены по MAC учётных записей. Приставок, которых нет ни в одной учётной записи, здесь не хватает.',
		'boxes-alone': () => 'Учётные записи не прочитаны: модель и серийный номер неизвестны.',
		'box-not-in-stalker': ({mac}) => `В Stalker нет приставки ${mac}.`,
		'box-unnamed': ({mac}) =>
			`«${mac}» — не MAC, по которому портал находит приставку. Исправьте в панели портала.`,
		'box-doubled': ({mac}) =>
			`Приставка ${mac} у нескольких учётных записей. Сначала разберитесь с этим в панели портала.`,
		'box-taken': ({mac, tvIds}) =>
			`Приставка ${mac} уже связана с ${tvIds.length === 1 ? 'услугой' : 'услугами'} ТВ ${tvIds.join(', ')}.`,
		'box-names-nobody': ({mac}) =>
			`По данным биллинга не видно, чья приставка ${mac}. Укажите, кому она: в консоли — t на одной этой строке, в команде — логин, id:TVID или new:LOGIN.`,
		'box-which-service': ({login, services}) =>
			`У «${login}» уже есть ${services.length === 1 ? 'услуга' : 'услуги'} ТВ ${services.map(({tvId, cid}) => `${tvId} (${cid === '' ? 'без приставки' : cid})`).join(', ')}. Укажите id:${services[0]!.tvId}, чтобы связать приставку с ней, или new:${login} для новой услуги.`,
		'box-account-unknown': ({mac}) =>
			`Учётная запись приставки ${mac} не прочитана, создать для неё услугу нельзя. Перечитайте учётные записи и повторите.`,
		'box-account-known': ({login}) =>
			`Учётная запись этой приставки, «${login}», уже есть в биллинге под другим именем. Посмотрите её.`,
		'customer-unknown': ({login}) =>
			`В биллинге нет абонента «${login}». Если на портале есть такая учётная запись, сначала добавьте её в биллинг: stalker-console accounts add ${login}`,
		'customer-several': ({login}) =>
			`Есть несколько абонентов «${login}», отличие только в регистре букв или надстрочных знаках. Укажите id:TVID.`,
		'box-for-service': ({tvId}) => `услуга ТВ ${tvId}, без приставки`,
		'box-in-place': ({tvId}) => `услуга ТВ ${tvId}, вместо её приставки`,
		'box-for-new': () => 'первая услуга ТВ',
		'box-for-second': () => 'вторая услуга ТВ',
		'plan-register': ({mac, login, tvId}) =>
			`Привязать приставку ${mac} к услуге ТВ ${tvId} абонента «${login}».`,
		'ask-box-owner': ({mac, owner}) => `В Stalker приставка ${mac} принадлежит «${owner}».`,
		'ask-replace-box': ({tvId, old}) =>
			`Услуга ТВ ${tvId} лишится приставки: ${old.map(({mac, online}) => `${mac} (${online ? 'сейчас онлайн' : 'не онлайн'})`).join(', ')}.`,
		registered: ({mac, login, tvId}) =>
			`Приставка ${mac} теперь связана с услугой ТВ ${tvId} абонента «${login}».`,
		'plan-undo-register': ({login, tvId, mac, before}) =>
			`Отвязать приставку ${mac} от услуги ТВ ${tvId} абонента «${login}»${before === '' ? '' : ` и вернуть ей ${before}`}.`,
		'undone-register': ({login, tvId}) => `У услуги ТВ ${tvId} абонента «${login}» снова прежняя приставка.`,
		'plan-reboot': ({mac, login, online}) =>
			`Перезагрузить приставку ${mac} («${login}»), ${online ? 'она онлайн: ТВ перезапустится (около 1 мин)' : 'она не онлайн'}.`,
		rebooted: ({mac}) => `Приставке ${mac} отправлена команда перезагрузки.`,
		'not-rebooted': ({mac, message}) => `Приставка ${mac} не перезагружена. ${message}`,
		'reboot-unclear': ({mac, message}) =>
			`Отправлена ли приставке ${mac} команда перезагрузки, неизвестно. ${message}`,
		'plan-message': ({mac, login, online, text}) =>
			`Показать «${text}» на приставке ${mac} («${login}»), ${online ? 'она онлайн' : 'она не онлайн: в течение 7 дней, когда включится'}.`,
		'text-unsendable': () =>
			'Портал не может сохранить этот текст: напишите его без эмодзи и без функций базы данных.',
		'event-sent': ({action, mac}) => `Отправлено на ${mac}: ${action}.`,
		'event-not-sent': ({action, mac, message}) => `Не отправлено на ${mac}: ${action}. ${message}`,
		'event-unclear': ({action, mac, message}) => `Отправлено ли на ${mac}, неизвестно: ${action}. ${message}`,
		'event-interrupted': ({action, mac}) =>
			`Прервано: ${action} на ${mac}. Отправил ли портал, неизвестно; больше делать нечего.`,
		'interrupted-reboot': ({mac}) =>
			`Перезагрузка приставки ${mac} прервана. Отправил ли портал команду, неизвестно; больше делать нечего.`,
	} satisfies Partial<Dictionary['messages']>,
};
