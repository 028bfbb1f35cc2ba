using Google.Protobuf;
using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Jobs of members as records: keyed by their content, arrays compressed, stamped by the time of sending, which says how long they are worth keeping.</summary>
public static class MemberJobCodec
{
    private const int Places = 5, Numbers = 7;

    /// <summary>Writes a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="round">Name of the round of jobs to which it belongs; of a partition only the last round counts.</param>
    /// <param name="partition">Partition to append to.</param>
    /// <param name="now">The time.</param>
    public static LogRecord ToRecord(MemberJob job, string round, int partition, DateTimeOffset now)
    {
        var message = new Wire.MemberJob
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            ModelHash = job.Conditions.ModelHash,
            Provider = job.Conditions.Provider,
            Software = job.Conditions.Software,
            Processor = job.Conditions.Processor,
            Seed = job.Seed,
            FirstMember = (uint)job.FirstMember,
            Members = (uint)job.Members,
            Steps = (uint)job.Steps,
            GuidanceIterations = (uint)job.GuidanceIterations,
            GuidanceLevel = job.GuidanceLevel,
            GuidanceLowestLevel = job.GuidanceLowestLevel,
            Values = (uint)job.Mean.Length,
            MeanZstd = PackedArray.Pack(job.Mean),
            LogSpreadZstd = PackedArray.Pack(job.LogSpread),
            Guided = (uint)job.Guided.Count,
            PlacesZstd = PackedArray.Pack(job.Guided
                .SelectMany(one => new[] { one.At.SouthWest, one.At.SouthEast, one.At.NorthWest, one.At.NorthEast, one.Channel }).ToArray()),
            NumbersZstd = PackedArray.Pack(job.Guided
                .SelectMany(one => new[]
                {
                    one.At.SouthWestWeight, one.At.SouthEastWeight, one.At.NorthWestWeight, one.At.NorthEastWeight, one.Factor, one.NextFactor, one.Observed,
                })
                .ToArray()),
        };
        return new LogRecord(job.Id, message.ToByteArray(), now)
        {
            Partition = partition,
            Headers = RecordHeaders.OfRound(RecordKind.MemberJob, round),
        };
    }

    /// <summary>Reads a job back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static MemberJob FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.MemberJob, Wire.MemberJob.Parser, parsed => parsed.SchemaVersion);
        return MessageParsing.Map(record, () =>
        {
            var values = PackedArray.Count(message.Values);
            var places = PackedArray.Unpack<int>(message.PlacesZstd, PackedArray.Count(message.Guided, Places), "places");
            var numbers = PackedArray.Unpack<float>(message.NumbersZstd, PackedArray.Count(message.Guided, Numbers), "numbers");
            return new MemberJob
            {
                Conditions = new MemberConditions(message.ModelHash, message.Provider, message.Software, message.Processor),
                Seed = message.Seed,
                FirstMember = checked((int)message.FirstMember),
                Members = checked((int)message.Members),
                Steps = checked((int)message.Steps),
                GuidanceIterations = checked((int)message.GuidanceIterations),
                GuidanceLevel = message.GuidanceLevel,
                GuidanceLowestLevel = message.GuidanceLowestLevel,
                Mean = PackedArray.Unpack<float>(message.MeanZstd, values, "mean"),
                LogSpread = PackedArray.Unpack<float>(message.LogSpreadZstd, values, "log spread"),
                Guided = [.. Enumerable.Range(0, (int)message.Guided).Select(one => Guided(places.AsSpan(one * Places, Places), numbers.AsSpan(one * Numbers, Numbers)))],
            };
        });
    }

    private static GuidedTemperature Guided(ReadOnlySpan<int> places, ReadOnlySpan<float> numbers) => new(
        new BilinearStencil(places[0], places[1], places[2], places[3], numbers[0], numbers[1], numbers[2], numbers[3]), places[4], numbers[4], numbers[5], numbers[6]);
}
