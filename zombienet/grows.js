// Waits until the best or the final block of a node is so many blocks further, and says how many.
async function run(name, network, [which, blocks]) {
	const node = network.nodesByName[name];
	const api = await zombie.connect(node.wsUri, node.userDefinedTypes);
	const height = async () => {
		// Given a hash that is undefined, the client answers from its memory.
		const best = () => api.rpc.chain.getHeader();
		const final = async () => api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead());
		return (await (which === "best" ? best() : final())).number.toNumber();
	};
	const start = await height();
	for (;;) {
		const more = (await height()) - start;
		if (more >= Number(blocks)) return more;
		await new Promise((done) => setTimeout(done, 500));
	}
}

module.exports = { run };
