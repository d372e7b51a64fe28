import SiteTesting
import Storage
import Testing
import Ward
import WardTesting

@testable import Site

@Suite("What stands for a client on a day")
struct ClientTests {
    private func client(_ address: String, key: SigningKey?) async throws -> String? {
        let ward = Ward.tested(
            try await openDatabase(at: ":memory:"), clock: .fixed(TestSite.moment), signingKey: key)
        var request = PageRequest(ward: ward, signedIn: nil, path: "/")
        request.visit.address = address
        return request.clientOfToday
    }

    @Test(
        "A network of IPv6 is one client, whatever address of it is used, and an address of IPv4 is one",
        arguments: [true, false])
    func networks(hasKey: Bool) async throws {
        let key = hasKey ? SigningKey.fresh() : nil
        let first = try await client("2001:db8:1:2::1", key: key)
        #expect(first != nil)
        #expect(try await client("2001:db8:1:2:ffff::9", key: key) == first)
        #expect(try await client("2001:db8:1:3::1", key: key) != first)
        let old = try await client("192.0.2.1", key: key)
        #expect(try await client("::ffff:192.0.2.1", key: key) == old)
        #expect(try await client("192.0.2.2", key: key) != old)
        #expect(try await client("", key: key) == nil)
    }

    @Test("Without the ward's key nobody finds the address by trying all of them")
    func keyed() async throws {
        let (own, other) = (try await client("192.0.2.1", key: .fresh()), try await client("192.0.2.1", key: .fresh()))
        #expect(own != other)
        #expect(try await client("192.0.2.1", key: nil) != own)
    }
}
