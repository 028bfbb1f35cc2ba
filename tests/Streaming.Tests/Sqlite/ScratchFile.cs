using Microsoft.Data.Sqlite;

namespace Slams.Streaming.Tests.Sqlite;

/// <summary>A file for a log in a folder of its own, and a deadline for what is done with it.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slams-log-");
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    /// <summary>Time of observation of the records.</summary>
    public static DateTimeOffset Start { get; } = new(1995, 3, 18, 0, 0, 0, TimeSpan.Zero);

    public string Path => System.IO.Path.Combine(_folder.FullName, "log.db");

    public CancellationToken Token => _deadline.Token;

    /// <summary>A connection beside those of the log, as of another process.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        _deadline.Dispose();
        _folder.Delete(recursive: true);
    }
}
