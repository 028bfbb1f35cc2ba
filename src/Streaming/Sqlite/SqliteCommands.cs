using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Slams.Streaming.Sqlite;

/// <summary>Short forms for commands.</summary>
internal static class SqliteCommands
{
    public static void Run(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepared(sql, parameters);
        command.ExecuteNonQuery();
    }

    public static long? Scalar(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepared(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;
    }

    public static List<TRow> Rows<TRow>(
        this SqliteConnection connection, string sql, Func<SqliteDataReader, TRow> map,
        params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepared(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<TRow>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "All statements are constants of this namespace; values are bound.")]
    public static SqliteCommand Prepared(
        this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
