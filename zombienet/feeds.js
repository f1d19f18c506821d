// How many feeds say something.
async function run(name, network) {
	const node = network.nodesByName[name];
	const api = await zombie.connect(node.wsUri, node.userDefinedTypes);
	for (;;) {
		const feeds = await api.query.feeds.feeds.entries();
		const say = feeds.filter(([, feed]) => feed.isSome && feed.unwrap().current.isSome);
		if (say.length >= 5) return say.length;
		await new Promise((done) => setTimeout(done, 1_000));
	}
}

module.exports = { run };
