using System.Text.Json;
using System.Text.Json.Serialization;
using Slams.Core.Analyses;

namespace Slams.Publisher.Feedback;

/// <summary>
/// Some of a cycle's observations as one message of the feedback topic. A message of all could exceed a megabyte, which is as much as
/// Kafka takes by default, at a few thousand stations; a message for each would cost more in keys and headers than in content.
/// </summary>
internal sealed record FeedbackMessage
{
    /// <summary>Observations in a message, some 150 kB.</summary>
    public const int MostObservations = 500;

    public int SchemaVersion { get; } = 1;

    public required string RunId { get; init; }

    /// <summary>Key of the cycle.</summary>
    public required string Cycle { get; init; }

    /// <summary>Time of the analysis, UTC.</summary>
    public required DateTime Time { get; init; }

    public required int Revision { get; init; }

    public required string Quantity { get; init; }

    public required string Unit { get; init; }

    /// <summary>Number of this message among those of cycle and quantity, from 1.</summary>
    public required int Part { get; init; }

    /// <summary>How many these are.</summary>
    public required int Parts { get; init; }

    public required IReadOnlyList<FeedbackObservation> Observations { get; init; }

    /// <summary>Key of the record: the same part of a repeat or a revision has the same.</summary>
    [JsonIgnore]
    public string Key => FormattableString.Invariant($"{Cycle}/{Quantity}/{Part}");

    /// <summary>All messages of an analysis.</summary>
    public static IEnumerable<FeedbackMessage> Of(Analysis analysis)
    {
        foreach (var tables in FeedbackTable.Of(analysis).GroupBy(table => table.Quantity))
        {
            var parts = tables.SelectMany(table => table.Rows).Chunk(MostObservations).ToArray();
            for (var part = 0; part < parts.Length; part++)
            {
                yield return new FeedbackMessage
                {
                    RunId = analysis.Provenance.RunId,
                    Cycle = analysis.Cycle.Key,
                    Time = analysis.Cycle.Time.UtcDateTime,
                    Revision = analysis.Provenance.Revision,
                    Quantity = tables.Key.Name,
                    Unit = tables.Key.Unit,
                    Part = part + 1,
                    Parts = parts.Length,
                    Observations = [.. parts[part].Select(FeedbackObservation.Of)],
                };
            }
        }
    }

    /// <summary>UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, FeedbackJson.Default.FeedbackMessage);
}

/// <summary>Source-generated JSON of the messages.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FeedbackMessage))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
