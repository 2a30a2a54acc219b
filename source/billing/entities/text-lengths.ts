/**
The most characters of the texts in this program's own tables, by table and column; those of ABillS. Apart from the entities, so that a
command that only reads need not load the ORM.
*/
export const textLengths = {
	users: {id: 64},
	users_pi: {
		fio: 120,
		phone: 32,
		email: 250,
		address_street: 100,
		address_build: 10,
		address_flat: 10,
		contract_id: 100,
	},
	iptv_services: {name: 100, module: 24, url: 200, login: 72, comment: 250},
	tarif_plans: {module: 15, name: 80, filter_id: 150},
	iptv_main: {cid: 35, subscribe_id: 32, filter_id: 100, email: 100, iptv_login: 64, iptv_password: 32},
	iptv_channels: {name: 80, filter_id: 100, stream: 150},
	intervals: {tarif: 7},
	admins: {id: 20, name: 80},
	admin_actions: {module: 15, actions: 200},
} as const;
