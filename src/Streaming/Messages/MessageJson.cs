using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>
/// Records of every kind as JSON for people: place, key, time, kind, source and the decoded content. Large arrays are told by their
/// number of values, minimum, mean and maximum; what cannot be read is given with the reason and its bytes.
/// </summary>
public static class MessageJson
{
    // Of the content of others at most as deep as its reader allows; around it stand a few objects of ours.
    private const int MaxRawBytes = 1024, MaxDepth = FeedbackCodec.MaxDepth + 8;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = MaxDepth,
    };

    /// <summary>One line without its end.</summary>
    public static string Line(StoredRecord record) => Whole(record).ToJsonString(Options);

    private static JsonObject Whole(StoredRecord record, bool isWithin = false)
    {
        var kind = record.KindOf();
        var line = new JsonObject
        {
            ["topic"] = record.Topic,
            ["partition"] = record.Partition,
            ["offset"] = record.Offset,
            ["key"] = record.Key,
            ["time"] = record.Headers.ContainsKey(RecordHeaders.NoTime) ? null : Time(record.Timestamp),
            ["kind"] = record.Headers.GetValueOrDefault(RecordHeaders.Kind),
            ["source"] = record.Headers.GetValueOrDefault(RecordHeaders.Source),
            ["bytes"] = record.Value.Length,
        };
        try
        {
            // Nobody writes one into another: whoever does could go on so until the stack ends.
            line["content"] = isWithin && kind == RecordKind.Late ? throw new UnreadableMessageException(record, "a late record within another") : Content(record, kind);
        }
        catch (UnreadableMessageException exception)
        {
            line["unreadable"] = exception.Reason;
            line["raw"] = Raw(record.Value);
        }

        return line;
    }

    private static JsonNode? Content(StoredRecord record, RecordKind kind) => kind switch
    {
        RecordKind.Reading => Node(ReadingCodec.FromRecord(record)),
        RecordKind.Profile => OfProfile(ProfileCodec.FromRecord(record)),
        RecordKind.Frame => OfFrame(FrameCodec.FromRecord(record)),
        RecordKind.Analysis => OfAnalysis(record),
        RecordKind.CycleState => OfState(CycleStateCodec.FromRecord(record)),
        RecordKind.Late => OfLate(LateCodec.FromRecord(record)),
        RecordKind.DeadLetter => OfDeadLetter(DeadLetterCodec.FromRecord(record)),
        RecordKind.Progress => Node(ProgressCodec.FromRecord(record)),
        RecordKind.Feedback => FeedbackCodec.FromRecord(record),
        RecordKind.MemberJob => OfJob(MemberJobCodec.FromRecord(record), record.RoundOf()),
        RecordKind.MemberSamples => OfSamples(MemberSamplesCodec.FromRecord(record)),
        _ => throw new UnreadableMessageException(record, "no header says what it is"),
    };

    private static JsonObject OfProfile(TemperatureProfile profile) => new()
    {
        ["stationId"] = profile.StationId,
        ["time"] = profile.Time is { } time ? Time(time) : null,
        ["latitudeDegrees"] = Node(profile.LatitudeDegrees),
        ["longitudeDegrees"] = Node(profile.LongitudeDegrees),
        ["elevationMetres"] = Node(profile.ElevationMetres),
        ["pressuresPa"] = Summary([.. profile.Levels.Select(level => level.PressurePa)]),
        ["temperaturesK"] = Summary([.. profile.Levels.Select(level => level.TemperatureK)]),
        ["flaggedLevels"] = profile.Levels.Count(level => level.Flag != QualityFlag.Assimilated),
        ["correction"] = profile.Correction,
        ["source"] = profile.Source,
        ["sourceRecord"] = profile.SourceRecord,
        ["flag"] = profile.Flag.ToString(),
        ["flagReason"] = profile.FlagReason,
    };

    private static JsonObject OfFrame(SatelliteFrame frame) => new()
    {
        ["platform"] = frame.Platform,
        ["quantity"] = frame.Quantity.ToString(),
        ["time"] = Time(frame.Time),
        ["rows"] = frame.Rows,
        ["columns"] = frame.Columns,
        ["values"] = Summary(frame.Values),
        ["validFraction"] = Summary(frame.ValidFraction),
        ["source"] = frame.Source,
        ["flag"] = frame.Flag.ToString(),
        ["flagReason"] = frame.FlagReason,
    };

    private static JsonObject OfAnalysis(StoredRecord record)
    {
        var analysis = AnalysisCodec.FromRecord(record);
        return new JsonObject
        {
            ["cycle"] = OfCycle(analysis.Cycle),
            ["pressureLevelsPa"] = Node(analysis.Grid.PressureLevelsPa),
            ["rows"] = analysis.Grid.Horizontal.Rows,
            ["columns"] = analysis.Grid.Horizontal.Columns,
            ["meanK"] = Summary(analysis.MeanK),
            ["spreadK"] = Summary(analysis.SpreadK),
            ["members"] = analysis.MembersK.Count,
            ["departures"] = analysis.Departures.Count,
            ["precipitation"] = analysis.Precipitation.Count,
            ["profiles"] = analysis.Profiles.Count,
            ["longwaveFrames"] = analysis.Longwave?.Frames.Count ?? 0,
            ["provenance"] = Node(analysis.Provenance),
        };
    }

    private static JsonObject OfState(StoredCycleState stored) => new()
    {
        ["cycle"] = OfCycle(stored.State.Cycle),
        ["modelHash"] = stored.State.ModelHash,
        ["bytes"] = stored.State.Bytes.Length,
        ["emptyRun"] = stored.Resume.EmptyRun,
        ["handled"] = new JsonArray([.. stored.Resume.Handled.Select(handled => new JsonObject
        {
            ["topic"] = handled.Partition.Topic, ["partition"] = handled.Partition.Partition, ["offset"] = handled.Offset,
        })]),
    };

    private static JsonObject OfLate(LateRecord late) => new()
    {
        ["cycle"] = late.Cycle is { } cycle ? OfCycle(cycle) : null,
        ["lateBySeconds"] = late.LateBy.TotalSeconds,
        ["reason"] = late.Reason,
        ["original"] = Whole(late.Original, isWithin: true),
    };

    private static JsonObject OfJob(MemberJob job, string round) => new()
    {
        ["id"] = job.Id,
        ["round"] = round,
        ["conditions"] = Node(job.Conditions),
        ["firstMember"] = job.FirstMember,
        ["members"] = job.Members,
        ["steps"] = job.Steps,
        ["mean"] = Summary(job.Mean),
        ["logSpread"] = Summary(job.LogSpread),
        ["guided"] = job.Guided.Count,
    };

    private static JsonObject OfSamples(MemberSamples samples) => new()
    {
        ["job"] = samples.JobId,
        ["windows"] = new JsonArray([.. samples.Windows.Select(Summary)]),
        ["declined"] = samples.Declined,
    };

    private static JsonObject OfDeadLetter(DeadLetter letter) => new()
    {
        ["source"] = letter.Source,
        ["record"] = letter.Record,
        ["reason"] = letter.Reason,
        ["raw"] = Raw(letter.Raw),
    };

    private static JsonObject OfCycle(Cycle cycle) => new()
    {
        ["key"] = cycle.Key,
        ["windowStart"] = Time(cycle.WindowStart),
        ["windowEnd"] = Time(cycle.WindowEnd),
    };

    /// <summary>Text where the bytes are text, else base64; cut to a reasonable length.</summary>
    private static JsonObject Raw(ReadOnlyMemory<byte> bytes)
    {
        var cut = bytes.Span[..Math.Min(bytes.Length, MaxRawBytes)];
        return System.Text.Unicode.Utf8.IsValid(cut)
            ? new JsonObject { ["text"] = Encoding.UTF8.GetString(cut) }
            : new JsonObject { ["base64"] = Convert.ToBase64String(cut) };
    }

    private static JsonObject Summary(float[] values)
    {
        var present = values.Where(value => !float.IsNaN(value)).ToArray();
        var summary = new JsonObject { ["values"] = values.Length, ["missing"] = values.Length - present.Length };
        if (present.Length > 0)
        {
            summary["minimum"] = Node(present.Min());
            summary["mean"] = Node(present.Average(value => (double)value));
            summary["maximum"] = Node(present.Max());
        }

        return summary;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Options);
}
