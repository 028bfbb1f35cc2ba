namespace Slams.Formats.Stations.Sao;

/// <summary>Consecutive reports, column by column; missing values are null.</summary>
internal sealed record SaoBlock
{
    public int Count => Ids.Length;

    public required string[] Ids { get; init; }

    public required string[] Times { get; init; }

    public required double?[] Latitudes { get; init; }

    public required double?[] Longitudes { get; init; }

    public required double?[] Elevations { get; init; }

    public required double?[] Temperatures { get; init; }

    public required double?[] DewPoints { get; init; }

    public required double?[] WindSpeeds { get; init; }

    public required double?[] WindDirections { get; init; }

    public required double?[] Precipitation { get; init; }

    public required double?[] PrecipitationHours { get; init; }
}
