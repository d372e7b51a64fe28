import Foundation
import Japanese
import Storage
import Ward

/// Where the system of a robot is reached: part of the installation, never of a scenario.
struct RunTarget: Hashable, Sendable {
    let base: String
    /// Further hosts that its pages may load from.
    let hosts: [String]

    static func of(_ robot: ID<Robot>, on connection: any Connection) throws -> RunTarget? {
        try connection.row("SELECT base, hosts FROM automation_target WHERE robot = \(robot)").map {
            RunTarget(base: try $0["base"], hosts: hosts(in: try $0["hosts"]))
        }
    }

    static func hosts(in text: String) -> [String] {
        text.split { "、, \n".contains($0) }.map { String($0) }.filter { !$0.isEmpty }
    }

    /// - Throws: ``ScenarioRefusal/badTarget(_:)`` for what is no address of a server, or holds a password.
    func set(for robot: Robot, by stamp: Stamp, on connection: any Connection) throws {
        guard let address = URLComponents(string: base), address.scheme == "https" || address.scheme == "http",
            address.host?.isEmpty == false, address.user == nil, address.password == nil, address.query == nil,
            address.fragment == nil
        else { throw ScenarioRefusal.badTarget(base) }
        for host in hosts where host.contains("/") || host.contains("@") { throw ScenarioRefusal.badTarget(host) }
        let list = hosts.joined(separator: "\n")
        try connection.execute(
            """
            INSERT INTO automation_target (robot, base, hosts) VALUES (\(robot.id), \(base), \(list))
            ON CONFLICT (robot) DO UPDATE SET base = excluded.base, hosts = excluded.hosts
            """)
        try stamp.note(
            "automation.target.write", "robot/\(robot.id)",
            ["base": .string(base), "hosts": .array(hosts.map { .string($0) })], on: connection)
    }
}
