using System.Text.Json.Serialization;
using Slams.Core.Analyses;

namespace Slams.Diffusion.Model;

/// <summary>Describes a model folder: sizes, calibration, and the hash of every file, so that a damaged file is found at start.</summary>
public sealed record ModelManifest
{
    /// <summary>Version of this description that is written.</summary>
    public const int CurrentFormat = 5;

    /// <summary>Oldest version that is read: what formats 3 to 5 added has a default.</summary>
    public const int OldestFormat = 2;

    /// <summary>Version of this description.</summary>
    public required int Format { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Id { get; init; }

    /// <summary>Channels of one latent frame.</summary>
    public required int LatentChannels { get; init; }

    /// <summary>Frames of a latent window; the last is the analysis time.</summary>
    public required int WindowFrames { get; init; }

    /// <summary>Cycles of observations that the analysis network sees.</summary>
    public required int ObservationCycles { get; init; }

    /// <summary>Time between cycles that the model was trained for, in hours.</summary>
    public required double CycleHours { get; init; }

    /// <summary>Length of the noise embedding.</summary>
    public required int NoiseEmbedding { get; init; }

    /// <summary>Bounds of the log spread.</summary>
    public required float LowestLogSpread { get; init; }

    /// <summary>Bounds of the log spread.</summary>
    public required float HighestLogSpread { get; init; }

    /// <summary>Factor on the sampled residual of each channel of the latent window, tuned on data that training never saw so that spread matches error.</summary>
    public required float[] Inflation { get; init; }

    /// <summary>
    /// Factor on the departures of decoded members from their mean, for each temperature of the state (levels, then near-surface)
    /// or one for all: what <see cref="Inflation"/> leaves open, because errors of latent channels add up differently in each level.
    /// 1 where a manifest of format 2 says nothing.
    /// </summary>
    public float[] TemperatureInflation { get; init => field = value ?? [1]; } = [1];

    /// <summary>
    /// Further factors on the same departures by latitude and season, null for none: <see cref="TemperatureInflation"/> knows neither, and an
    /// ensemble may be too narrow in winter and too wide in the tropics.
    /// </summary>
    public SpreadPattern? TemperatureSpread { get; init; }

    /// <summary>
    /// Factor on the spread that a cycle without longwave flux hands on, with which the next one weighs its background: the analysis network, which has met few such cycles,
    /// believes too much of what it made of them. It acts on nothing that is published of the cycle itself. Null, as in formats before 5, is 1.
    /// </summary>
    public float? CarriedSpreadWithoutLongwave { get; init; }

    /// <summary>SHA-256 of each file by name, lower-case hex.</summary>
    public required SortedDictionary<string, string> Files { get; init; }

    /// <summary>How the model was trained, for people.</summary>
    public SortedDictionary<string, string> Training { get; init; } = [];
}

/// <summary>Source-generated JSON for the manifest.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestJson : JsonSerializerContext;
