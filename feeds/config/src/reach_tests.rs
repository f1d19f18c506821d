use super::*;

#[test]
fn base_should_be_judged_by_where_it_leads_when_checked() {
	for (base, public, loopback) in [
		("https://home.treasury.gov", true, true),
		("https://api.example.com:8443", true, true),
		("https://93.184.216.34", true, true),
		("https://[2606:2800:220:1::1]:443", true, true),
		("http://127.0.0.1:8090", false, true),
		("http://localhost:8090", false, true),
		("http://[::1]:8090", false, true),
		("https://[::ffff:127.0.0.1]", false, true),
		("http://home.treasury.gov", false, false),
		("https://10.1.2.3", false, false),
		("https://192.168.1.1", false, false),
		("https://169.254.169.254", false, false),
		("https://100.64.0.1", false, false),
		("https://0.0.0.0", false, false),
		("https://255.255.255.255", false, false),
		("https://[fe80::1]", false, false),
		("https://[fd00::1]", false, false),
		("https://[::ffff:10.0.0.1]", false, false),
		("https://127.1", false, false),
		("https://0x7f.0.0.1", false, false),
		("https://2130706433", false, false),
		("https://user@home.treasury.gov", false, false),
		("https://home.treasury.gov/path", false, false),
		("https://home.treasury.gov?q", false, false),
		("https://home.treasury.gov:99999", false, false),
		("https://home.treasury.gov:0", false, false),
		("https://home.treasury.gov:+443", false, false),
		("https://home.treasury.gov:", false, false),
		("https://home.treasury.gov:1", true, true),
		("https://home.treasury.gov:65535", true, true),
		("https://192.0.0.8", false, false),
		("https://192.0.1.8", true, true),
		("https://192.0.2.1", false, false),
		("https://198.51.100.1", false, false),
		("https://203.0.113.1", false, false),
		("https://192.88.99.1", false, false),
		("https://198.17.0.1", true, true),
		("https://198.18.0.1", false, false),
		("https://198.19.255.255", false, false),
		("https://198.20.0.1", true, true),
		("https://[2002:0a00:0001::1]", false, false),
		("https://[2001:0:4136:e378::1]", false, false),
		("https://[2001:2::1]", false, false),
		("https://[2001:20::1]", false, false),
		("https://[2001:200::1]", true, true),
		("https://[2001:db8::1]", false, false),
		("https://[2001:4860:4860::8888]", true, true),
		("https://[3fff:fff::1]", false, false),
		("https://[64:ff9b::a00:1]", false, false),
		("https://", false, false),
		("ftp://home.treasury.gov", false, false),
	] {
		assert_eq!(ensure_base(Source::UstBillXml, base, false).is_ok(), public, "{base}");
		assert_eq!(
			ensure_base(Source::UstBillXml, base, true).is_ok(),
			loopback,
			"{base} with loopback"
		);
	}
}

#[test]
fn folder_should_be_allowed_for_catalogues_only_when_it_is_plain() {
	for (source, base, allowed) in [
		(Source::ResaleCatalogueB, "https://example.com/broker-b", true),
		(Source::ResaleCatalogue, "https://example.com/a/b_1", true),
		(Source::ResaleCatalogue, "https://example.com/a/", false),
		(Source::ResaleCatalogue, "https://example.com/../a", false),
		(Source::ResaleCatalogue, "https://example.com/a?b", false),
		(Source::ResaleCatalogue, "https://10.0.0.1/a", false),
		(Source::VastBundles, "https://example.com/broker-b", false),
	] {
		assert_eq!(ensure_base(source, base, false).is_ok(), allowed, "{base}");
	}
}
