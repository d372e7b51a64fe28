import Foundation
import Storage
import Ward

/// Which workbenches there are, and where the folder of each lies today.
enum WorkbenchStore {
    static func id(at folder: String, on connection: any Connection) throws -> String? {
        try connection.value("SELECT id FROM standardization_workbench WHERE folder = \(folder)", as: String.self)
    }

    /// The workbench at a place; a new one where none was known there.
    static func enter(at folder: String, by stamp: Stamp, on connection: any Connection) throws -> String {
        if let known = try id(at: folder, on: connection) { return known }
        let id: ID<WorkbenchStore.Entry> = stamp.newID()
        try connection.execute(
            "INSERT INTO standardization_workbench (id, folder) VALUES (\(id.text), \(folder))")
        return id.text
    }

    /// The workbench of a folder by the name that it carries. A folder that was moved keeps its rehearsals and decisions; a copy of one
    /// that still lies where it was is another workbench, and so is one that lies where another did.
    static func settle(
        _ name: String?, at folder: String, isAt place: (_ folder: String, _ name: String) -> Bool, by stamp: Stamp,
        on connection: any Connection
    ) throws -> String {
        let row = try name.flatMap {
            try connection.row("SELECT folder FROM standardization_workbench WHERE id = \($0)")
        }
        let before = try row.flatMap { try $0["folder"] as String? }
        if let name, row != nil, before == folder { return name }
        // Before folders carried names, the place was the name.
        try connection.execute(
            "UPDATE standardization_workbench SET folder = NULL WHERE folder = \(folder) AND id <> \(folder)")
        guard let name, row != nil, before.map({ !place($0, name) }) ?? true else {
            return try enter(at: folder, by: stamp, on: connection)
        }
        try connection.execute("UPDATE standardization_workbench SET folder = NULL WHERE folder = \(folder)")
        try connection.execute("UPDATE standardization_workbench SET folder = \(folder) WHERE id = \(name)")
        try stamp.note(
            "standardization.move", "workbench/\(name)", ["from": JSON(before), "to": .string(folder)], on: connection)
        return name
    }

    /// A row.
    enum Entry {}
}

/// The name that a workbench's folder carries, so that it is known again where it was moved to.
enum WorkbenchName {
    private static let file = ".namiki-workbench"

    static func read(in folder: URL) -> String? {
        guard let text = try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8) else {
            return nil
        }
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty ? nil : name
    }

    /// The workbench of a folder, entered where it is new.
    static func settle(_ folder: URL, by actor: Actor, ward: Ward) async throws -> String {
        let (name, path, stamp) = (read(in: folder), folder.path, ward.stamp(by: actor))
        let id = try await ward.database.write { connection in
            try WorkbenchStore.settle(
                name, at: path, isAt: { read(in: URL(fileURLWithPath: $0)) == $1 }, by: stamp, on: connection)
        }
        if name != id {
            try Data("\(id)\n".utf8).write(to: folder.appendingPathComponent(file), options: .atomic)
        }
        return id
    }
}
