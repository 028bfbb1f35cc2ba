using System.Text.Json;

namespace Slams.Formats.Stations.Wis2;

/// <summary>What one feature says; texts are slices of it.</summary>
internal ref struct Wis2Feature
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

    /// <summary>Reads a feature.</summary>
    /// <param name="bytes">A whole JSON object.</param>
    /// <exception cref="JsonException">A text in it cannot be read.</exception>
    public static Wis2Feature Read(ReadOnlySpan<byte> bytes)
    {
        var feature = default(Wis2Feature);
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        while (Next(ref reader))
        {
            if (Is(ref reader, "geometry"u8))
            {
                feature.ReadGeometry(ref reader);
            }
            else if (Is(ref reader, "properties"u8))
            {
                feature.ReadProperties(ref reader);
            }
            else if (Is(ref reader, "reportId"u8))
            {
                feature.Report = Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return feature;
    }

    /// <summary>Goes to the next name within an object; false at its end.</summary>
    private static bool Next(scoped ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes on to the value when the name is this.</summary>
    private static bool Is(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => JsonNames.Is(ref reader, name) && reader.Read();

    private static bool IsObject(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    private static double? Number(scoped ref Utf8JsonReader reader)
    {
        var number = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value) ? value : (double?)null;
        reader.Skip();
        return number;
    }

    private static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return default;
        }

        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        try
        {
            var text = new byte[reader.ValueSpan.Length];
            return text.AsSpan(0, reader.CopyString(text));
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair.
            throw new JsonException(exception.Message, exception);
        }
    }

    private void ReadGeometry(scoped ref Utf8JsonReader reader)
    {
        for (var more = IsObject(ref reader); more && Next(ref reader);)
        {
            if (!Is(ref reader, "coordinates"u8) || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            for (var place = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
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
                reader.Skip();
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
                reader.Skip();
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

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                ground &= reader.TokenType != JsonTokenType.EndObject;
            }
            else if (Is(ref reader, "hasProvenance"u8) || Is(ref reader, "BUFRheaders"u8))
            {
                reader.Skip();
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
