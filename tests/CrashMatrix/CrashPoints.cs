namespace Slams.CrashMatrix;

/// <summary>The moments of the matrix, in the order of the data's way. Mostly the second time round: then there is something before and after.</summary>
public static class CrashPoints
{
    private const string Stations = "Ingest.Stations", Satellite = "Ingest.Satellite", Assimilator = "Assimilator", Publisher = "Publisher";
    private const string StationBatch = "ingest.append[slams.source=stations]", FrameBatch = "ingest.append[slams.source=satellite]";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CrashPoint> All { get; } =
    [
        new("ingest.read", Stations, $"{StationBatch}:start@2", "a batch is read and nothing of it appended"),
        new("ingest.letters", Stations, $"{StationBatch}/log.append[slams.topic=dead-letters]:stop@1", "its dead letters are appended, its observations not"),
        new("ingest.append.torn", Stations, $"{StationBatch}/log.write[slams.topic=readings]:stop@3", "in the middle of an append: SQLite before its commit, Kafka with some partitions sent"),
        new("ingest.appended", Stations, $"{StationBatch}:stop@2", "a batch is appended with its progress, the worker has not noted it"),
        new("ingest.frames.torn", Satellite, $"{FrameBatch}/log.write:stop@1", "in the middle of an append of frames"),
        new("ingest.end.torn", Stations, "ingest.append[slams.end=true]/log.write[slams.topic=readings]:stop@1", "in the middle of telling the partitions of the end"),
        new("cycle.closed", Assimilator, "cycle:start@2", "a window is closed and not analysed"),
        new("cycle.sampling", Assimilator, "cycle.analyse/sample.step:start@5", "in the middle of sampling"),
        new("cycle.analysed", Assimilator, "cycle.commit:start@2", "analysed, the transaction not begun"),
        new("cycle.state", Assimilator, "cycle.commit/log.write[slams.topic=cycle-state]:start@2", "the analysis is written, the state for the following cycles is not"),
        new("cycle.outputs", Assimilator, "cycle.commit/log.outputs:stop@2", "every output is written, the input positions are not"),
        new("cycle.offsets", Assimilator, "cycle.commit/log.offsets:stop@2", "positions are written too; with transactions, nothing is committed"),
        new("cycle.committed", Assimilator, "cycle.commit:stop@2", "the transaction is committed, the worker has done nothing since"),
        new("cycle.revision", Assimilator, "cycle[slams.revision=1]/log.outputs:stop@1", "outputs of a revision are written, its positions are not"),
        new("cycle.flush", Assimilator, "cycle.flush/log.outputs:stop@1", "what is left at the end of all sources is written, positions are not"),
        new("publish.received", Publisher, "publish:start@2", "an analysis is received, nothing written"),
        new("publish.writing", Publisher, "publish.netcdf/file.write:start@2", "before its netCDF file is written"),
        new("publish.written", Publisher, "publish.netcdf/file.rename:start@2", "its netCDF file is written, not renamed"),
        new("publish.checksum", Publisher, "publish.netcdf/file.checksum:start@2", "its netCDF file is in place, its checksum is not"),
        new("publish.renamed", Publisher, "publish.netcdf:stop@2", "renamed, no feedback file"),
        new("publish.feedback", Publisher, "publish.feedback/file.rename:start@2", "the feedback file is written, not renamed"),
        new("publish.files", Publisher, "publish.catalogue:start@2", "both files in place, not in the catalogue"),
        new("publish.catalogued", Publisher, "publish.offset:start@2", "in the catalogue and announced, position not committed"),
        new("publish.committed", Publisher, "publish.offset:stop@2", "position committed, nothing done since"),
        new("publish.revision", Publisher, "publish[slams.revision=1]/publish.feedback/file.rename:start@1", "the netCDF file is of the revision, the feedback file still of the analysis before"),
    ];

    /// <summary>Those of the short form: one of each kind of damage.</summary>
    public static IReadOnlyList<string> Short { get; } = ["ingest.append.torn", "cycle.sampling", "cycle.outputs", "publish.renamed"];

    /// <summary>Those that are tried with a process for each worker as well.</summary>
    public static IReadOnlyList<string> Separate { get; } =
        ["ingest.append.torn", "ingest.end.torn", "cycle.sampling", "cycle.outputs", "cycle.committed", "publish.written", "publish.renamed", "publish.catalogued"];

    /// <summary>One by its name.</summary>
    public static CrashPoint Named(string name) =>
        All.FirstOrDefault(point => point.Name == name) ?? throw new ArgumentException($"There is no point '{name}'. There are: {string.Join(", ", All.Select(p => p.Name))}.");
}
