using System.Text.Json;

namespace Slams.Formats.Stations.Wis2;

/// <summary>What one feature says; texts are slices of it.</summary>
internal ref partial struct Wis2Feature
{
    /// <summary>Longitude, latitude, height.</summary>
    public double? Longitude, Latitude, Height;

    /// <summary>Height of the ground at the station, where it is told apart from that of the sensor.</summary>
    public double? Ground;

    /// <summary>WIGOS station identifier.</summary>
    public ReadOnlySpan<byte> Station;

    /// <summary>Identifier of the report that the feature is part of.</summary>
    public ReadOnlySpan<byte> Report;

    /// <summary>Time of the report, and the instant or the period (with a slash) of the value.</summary>
    public ReadOnlySpan<byte> ReportTime, PhenomenonTime;

    /// <summary>Name of the value, its unit, and it.</summary>
    public ReadOnlySpan<byte> Name, Units;

    /// <summary>The value; null when it is no number.</summary>
    public double? Value;

    /// <summary>Whether the source flags the value as bad.</summary>
    public bool IsBad;

    /// <summary>Whether the value is one of a sounding.</summary>
    public bool IsAloft;

    /// <summary>Whether a text of it cannot be read: JSON allows half of a pair of surrogates.</summary>
    public bool HasBrokenText;

    /// <summary>What stands there.</summary>
    public Wis2Outcome Outcome;

    /// <summary>Its bytes; of what is broken those before the fault, one at least.</summary>
    public int Length;

    private bool _unfinished;

    /// <summary>Reads what begins with a brace, in one pass, to the end of the object or of what has come of it.</summary>
    /// <param name="bytes">From the brace on.</param>
    /// <param name="mayBeCollection">Whether the features of a collection may begin there.</param>
    public static Wis2Feature Read(ReadOnlySpan<byte> bytes, bool mayBeCollection)
    {
        var feature = default(Wis2Feature);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, state: default);
        try
        {
            (feature.Outcome, feature.Length) = feature.Look(ref reader, bytes.Length, mayBeCollection);
        }
        catch (JsonException)
        {
            // The brace alone was consumed at least.
            (feature.Outcome, feature.Length) = (Wis2Outcome.Broken, (int)Math.Max(1, reader.BytesConsumed));
        }

        return feature;
    }

    private (Wis2Outcome Outcome, int Length) Look(scoped ref Utf8JsonReader reader, int available, bool mayBeCollection)
    {
        var isFeature = false;
        while (Advance(ref reader))
        {
            if (reader is { TokenType: JsonTokenType.EndObject, CurrentDepth: 0 })
            {
                return (isFeature ? Wis2Outcome.Feature : Wis2Outcome.Other, (int)reader.BytesConsumed);
            }

            if (reader is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
            {
                continue;
            }

            if (Is(ref reader, "type"u8))
            {
                isFeature |= reader.TokenType == JsonTokenType.String && JsonNames.Is(ref reader, "Feature"u8);
            }
            else if (Is(ref reader, "geometry"u8))
            {
                ReadGeometry(ref reader);
            }
            else if (Is(ref reader, "properties"u8))
            {
                ReadProperties(ref reader);
            }
            else if (Is(ref reader, "reportId"u8))
            {
                Report = Text(ref reader);
            }
            else if (Is(ref reader, "features"u8) && mayBeCollection && reader.TokenType == JsonTokenType.StartArray)
            {
                return (Wis2Outcome.Collection, (int)reader.BytesConsumed);
            }
        }

        return (Wis2Outcome.Unfinished, available);
    }

    private void ReadGeometry(scoped ref Utf8JsonReader reader)
    {
        for (var more = IsObject(ref reader); more && Next(ref reader);)
        {
            if (!Is(ref reader, "coordinates"u8) || reader.TokenType != JsonTokenType.StartArray)
            {
                Skip(ref reader);
                continue;
            }

            for (var place = 0; Advance(ref reader) && reader.TokenType != JsonTokenType.EndArray; place++)
            {
                var number = Number(ref reader);
                (Longitude, Latitude, Height) = place switch
                {
                    0 => (number, Latitude, Height),
                    1 => (Longitude, number, Height),
                    2 => (Longitude, Latitude, number),
                    _ => (Longitude, Latitude, Height),
                };
            }
        }
    }

    private void ReadProperties(scoped ref Utf8JsonReader reader)
    {
        for (var more = IsObject(ref reader); more && Next(ref reader);)
        {
            if (Is(ref reader, "wigos_station_identifier"u8) || Is(ref reader, "host"u8))
            {
                Station = Text(ref reader);
            }
            else if (Is(ref reader, "reportId"u8))
            {
                Report = Text(ref reader);
            }
            else if (Is(ref reader, "reportTime"u8))
            {
                ReportTime = Text(ref reader);
            }
            else if (Is(ref reader, "phenomenonTime"u8))
            {
                PhenomenonTime = Text(ref reader);
            }
            else if (Is(ref reader, "name"u8) || Is(ref reader, "observedProperty"u8))
            {
                Name = Text(ref reader);
            }
            else if (Is(ref reader, "value"u8))
            {
                Value = Number(ref reader);
            }
            else if (Is(ref reader, "units"u8))
            {
                Units = Text(ref reader);
            }
            else if (Is(ref reader, "result"u8))
            {
                ReadResult(ref reader);
            }
            else if (Is(ref reader, "resultQuality"u8) || Is(ref reader, "metadata"u8) || Is(ref reader, "parameter"u8))
            {
                ReadDetails(ref reader);
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    private void ReadResult(scoped ref Utf8JsonReader reader)
    {
        for (var more = IsObject(ref reader); more && Next(ref reader);)
        {
            if (Is(ref reader, "value"u8))
            {
                Value = Number(ref reader);
            }
            else if (Is(ref reader, "units"u8))
            {
                Units = Text(ref reader);
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    /// <summary>Objects and lists within each other, of which a few names are wanted wherever they stand.</summary>
    private void ReadDetails(scoped ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        var ground = false;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        while (Advance(ref reader) && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                ground &= reader.TokenType != JsonTokenType.EndObject;
            }
            else if (Is(ref reader, "hasProvenance"u8) || Is(ref reader, "BUFRheaders"u8))
            {
                Skip(ref reader);
            }
            else if (Is(ref reader, "flagValue"u8))
            {
                IsBad |= Wis2Quality.IsBad(Text(ref reader));
            }
            else if (Is(ref reader, "reportIdentifier"u8))
            {
                Report = Text(ref reader);
            }
            else if (Is(ref reader, "name"u8))
            {
                IsAloft |= Wis2Quality.IsAloft(Text(ref reader));
            }
            else if (ground && Is(ref reader, "value"u8))
            {
                Ground = Number(ref reader);
            }
            else
            {
                IsAloft |= Wis2Quality.IsAloft(reader.ValueSpan);
                ground |= JsonNames.Is(ref reader, "height_of_station_ground_above_mean_sea_level"u8);
            }
        }
    }
}
