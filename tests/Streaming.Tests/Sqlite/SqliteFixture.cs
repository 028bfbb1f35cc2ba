using Slams.Streaming.Log;
using Slams.Streaming.Sqlite;
using Slams.Streaming.Tests.Contract;

namespace Slams.Streaming.Tests.Sqlite;

/// <summary>Logs on one file in a folder of its own.</summary>
public sealed class SqliteFixture : LogFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slams-log-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "log.db");

    public override IEventLog Open() => new SqliteEventLog(new SqliteLogOptions { Path = Path, Durability = SqliteDurability.Normal });

    public override async Task KillAsync(IEventLog log, ILogReader reader) => await ((SqliteLogReader)reader).AbandonAsync();

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
