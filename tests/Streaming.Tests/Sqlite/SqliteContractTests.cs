using Slams.Streaming.Tests.Contract;

namespace Slams.Streaming.Tests.Sqlite;

public sealed class SqliteContractTests(SqliteFixture fixture) : EventLogContract, IClassFixture<SqliteFixture>
{
    protected override LogFixture Fixture { get; } = fixture;
}
