// @polkadot/api, the library behind Polkadot.js Apps. It has no view functions: every question that
// a user has is a runtime API as well.
import assert from 'node:assert/strict';
import * as chain from './chain.mjs';

const { UNIT, say } = chain;

// ANCHOR: connect
import { ApiPromise, WsProvider } from '@polkadot/api';

const api = await ApiPromise.create({ provider: new WsProvider(chain.url), noInitWarn: true });
// ANCHOR_END: connect
const { specName, specVersion } = api.runtimeVersion;
say('connected', `${specName} ${specVersion}, metadata V${api.runtimeMetadata.version}`);

// ANCHOR: docs
const { lookup, metadata } = api.registry;
const variants = (type) => (type.isSome ? lookup.getSiType(type.unwrap().type).def.asVariant.variants : []);
const described = metadata.pallets.flatMap((pallet) =>
	Object.entries({
		calls: variants(pallet.calls),
		events: variants(pallet.events),
		errors: variants(pallet.errors),
		storage: pallet.storage.isSome ? pallet.storage.unwrap().items : [],
		constants: pallet.constants,
	}).flatMap(([kind, all]) => all.map((it) => [kind, `${pallet.name}`, `${it.name}`, it.docs])));
// ANCHOR_END: docs
const asked = metadata.apis.flatMap((it) => it.methods.map((method) => [`${it.name}`, method]));
chain.described([...described, ...asked.map(([api, it]) => ['questions', api, `${it.name}`, it.docs])]);

const ferdie = await chain.key('//Ferdie');
const shop = (await chain.key('//Ferdie//polkadot-js')).address;

// ANCHOR: balance
const balance = async (who) => {
	const account = await api.query.assets.account(1, who);
	return account.isSome ? account.unwrap().balance.toBigInt() : 0n;
};
// ANCHOR_END: balance

// ANCHOR: follow
/** Signs and sends, and follows to finality. */
const follow = (call, signer, options = {}) =>
	new Promise((resolve, reject) => {
		call.signAndSend(signer, options, ({ status, events, dispatchError, isError }) => {
			if (status.isFinalized) resolve({ block: `${status.asFinalized}`, events, error: named(dispatchError) });
			else if (isError) reject(new Error(status.type));
		}).catch(reject);
	});

/** What the chain calls an error. */
const named = (error) => {
	if (!error?.isModule) return error?.toString();
	const { section, name } = api.registry.findMetaError(error.asModule);
	return `${section}.${name}`;
};
// ANCHOR_END: follow
const event = (events, section, method) => {
	const found = events.find(({ event }) => event.section === section && event.method === method);
	assert(found, `${section}.${method} in ${events.map(({ event }) => `${event.section}.${event.method}`)}`);
	return found.event.data;
};

// ANCHOR: transfer
const call = api.tx.assets.transferKeepAlive(1, shop, 5n * UNIT);
const before = await balance(ferdie.address);
const held = await balance(shop);
const sent = await follow(call, ferdie);
// ANCHOR_END: transfer
assert.equal(sent.error, undefined);
assert.equal(event(sent.events, 'assets', 'Transferred').amount.toBigInt(), 5n * UNIT);
assert.equal(await balance(shop), held + 5n * UNIT);
assert.equal(await balance(ferdie.address), before - 5n * UNIT);
say('transfer', `5 USDai, final in ${sent.block.slice(0, 10)}, ${sent.events.length} events, fee in CAL`);

// ANCHOR: fee
// USDai as the asset of the fee: index 1 of the pallet Assets, which is number 20.
const assetId = { parents: 0, interior: { X2: [{ PalletInstance: 20 }, { GeneralIndex: 1 }] } };
const paid = await follow(call, ferdie, { assetId });
// ANCHOR_END: fee
const fee = event(paid.events, 'assetTxPayment', 'AssetTxFeePaid');
assert.equal(fee.who.toString(), ferdie.address);
assert.deepEqual(fee.assetId.toJSON(), api.createType('StagingXcmV5Location', assetId).toJSON());
assert(fee.actualFee.toBigInt() > 0n);
assert.equal(await balance(ferdie.address), before - 10n * UNIT - fee.actualFee.toBigInt());
say('fee', `${chain.dollars(fee.actualFee.toBigInt())} USDai`);

// ANCHOR: ask
const book = await api.call.lendingApi.book();
const price = await api.call.vaultApi.sharePrice();
// ANCHOR_END: ask
assert(book.isOk && price.isSome);
const plain = (value) => {
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null) return value;
	if ('type' in value) return { [value.type]: plain(value.value ?? null) };
	return Object.fromEntries(Object.entries(value).map(([name, it]) => [chain.camel(name), plain(it)]));
};
const own = asked.filter(([name]) => chain.apis.includes(name));
for (const [name, method] of own) {
	const of = `${name}.${method.name}`;
	const args = chain.answer(of, method.inputs.map((input) => `${input.name}`));
	const question = api.call[name[0].toLowerCase() + name.slice(1)][chain.camel(`${method.name}`)];
	await question(...args.map(plain));
}
say('asked', `${own.length} questions of ${chain.apis.length} runtime APIs`);

// What a user sees when it cannot work.
const rich = await follow(api.tx.assets.transfer(1, shop, 10n ** 30n), ferdie);
assert.equal(rich.error, 'assets.BalanceLow');
await assert.rejects(follow(call, ferdie, { nonce: 0 }), /1010: Invalid Transaction: Transaction is outdated/);
const strange = { parents: 1, interior: 'Here' };
await assert.rejects(follow(call, ferdie, { assetId: strange }), /1010: Invalid Transaction: Inability to pay some fees/);
// Assets tells a frozen account from a poor one as little as any token does; Usdai.is_frozen does.
const alice = await chain.key('//Alice');
const done = await follow(api.tx.sudo.sudo(api.tx.usdai.freeze(ferdie.address, 'Order', null)), alice);
event(done.events, 'usdai', 'Frozen');
assert.equal((await follow(call, ferdie)).error, 'assets.BalanceLow');
await follow(api.tx.sudo.sudo(api.tx.usdai.unfreeze(ferdie.address)), alice);
assert.equal((await follow(call, ferdie)).error, undefined);
say('refused', 'too much, stale nonce, fee in a strange asset, frozen account');
await api.disconnect();
