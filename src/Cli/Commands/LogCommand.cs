using System.CommandLine;
using Slams.Cli.Log;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Cli.Commands;

/// <summary><c>slams log</c>: looks into an event log without joining any group, or makes its topics.</summary>
internal static class LogCommand
{
    private const string SqliteScheme = "sqlite:";

    public static Command Create()
    {
        var address = new Option<string?>("--log")
        {
            Description = "sqlite:FILE or kafka:BOOTSTRAP; without it, log and settings are those that the environment gives the workers.",
            Recursive = true,
        };
        var settings = new Option<string[]>("--log-setting")
        {
            Description = "KEY=VALUE passed to the log's client.",
            AllowMultipleArgumentsPerToken = true,
            Recursive = true,
        };
        return new Command("log", "Look into an event log.")
        {
            address, settings,
            Tables("topics", "List topics: partitions, first and next offset, records.", (tables, _, token) => tables.TopicsAsync(token)),
            Tables("offsets", "List what groups have committed.", (tables, groups, token) => tables.OffsetsAsync(groups, token), takesGroups: true),
            Tables("lag", "List what groups have yet to commit.", (tables, groups, token) => tables.LagAsync(groups, token), takesGroups: true),
            Peek(), MakeTopics(),
        };

        Command Tables(string name, string description, Func<LogTables, string[], CancellationToken, Task> write, bool takesGroups = false)
        {
            var groups = new Option<string[]>("--group")
            {
                Description = "Groups; those of the service by default.",
                AllowMultipleArgumentsPerToken = true,
                DefaultValueFactory = _ => [.. WorkerEnvironment.Groups()],
            };
            var command = new Command(name, description);
            if (takesGroups)
            {
                command.Add(groups);
            }

            command.SetAction((result, token) => WithLogAsync(
                result, log => write(new LogTables(log, Console.Out), takesGroups ? result.GetRequiredValue(groups) : [], token)));
            return command;
        }

        Command Peek()
        {
            var topic = new Argument<string>("topic") { Description = "The topic." };
            var partition = new Option<int?>("--partition") { Description = "Only this partition." };
            var from = new Option<long>("--from") { Description = "First offset in each partition; 0 is the oldest kept." };
            var most = new Option<int>("--max") { Description = "Most messages.", DefaultValueFactory = _ => 10 };
            var command = new Command("peek", "Write messages as JSON lines.") { topic, partition, from, most };
            command.SetAction((result, token) => WithLogAsync(result, log => new LogPeek(log, Console.Out).WriteAsync(
                result.GetRequiredValue(topic), result.GetValue(partition), result.GetValue(from), result.GetValue(most), token)));
            return command;
        }

        Command MakeTopics()
        {
            var prefix = new Option<string>("--topic-prefix") { Description = "Prefix of the topics.", DefaultValueFactory = _ => WorkerEnvironment.Run().TopicPrefix };
            var partitions = new Option<int>("--partitions")
            {
                Description = "Partitions of readings and frames.",
                DefaultValueFactory = _ => WorkerEnvironment.Run().Partitions,
            };
            var command = new Command("create", "Make the topics of the workers that are not there yet.") { prefix, partitions };
            command.SetAction((result, token) => WithLogAsync(
                result,
                log => new LogTopics(log, Console.Out).CreateAsync(
                    new Topics(result.GetRequiredValue(prefix)), result.GetValue(partitions), WorkerEnvironment.Shares(), WorkerEnvironment.Shards(), token),
                makesIt: true));
            return command;
        }

        Task<int> WithLogAsync(ParseResult result, Func<IEventLog, Task> work, bool makesIt = false) => UserMistakes.CatchAsync(async () =>
        {
            var (place, given) = WorkerEnvironment.Log(result.GetValue(address), LogSettings.Parse(result.GetValue(settings) ?? []));
            if (!makesIt && place.StartsWith(SqliteScheme, StringComparison.Ordinal) && !File.Exists(place[SqliteScheme.Length..]))
            {
                throw new EventLogException($"--log: there is no file '{place[SqliteScheme.Length..]}'.");
            }

            await using var log = EventLogs.Open(place, given);
            await work(log);
            return 0;
        });
    }
}
