using Microsoft.Data.Sqlite;

namespace Slams.Workers.Tests.Support;

/// <summary>The lease of a member in a SQLite log, to be ended as by a pause longer than the session timeout.</summary>
internal sealed record Lease(string Path, string Member)
{
    /// <summary>Finds the lease of the one member that holds something.</summary>
    public static async Task<Lease> OfActiveAsync(string path)
    {
        await using var connection = await OpenAsync(path);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT member_id FROM owners";
        return new Lease(path, (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
    }

    public async Task EndAsync()
    {
        await using var connection = await OpenAsync(Path);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE members SET lease_until_ms = 0 WHERE id = $id";
        command.Parameters.AddWithValue("$id", Member);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<SqliteConnection> OpenAsync(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
