using Slams.Core.Climatology;

namespace Slams.Training.Data;

/// <summary>
/// The world seen in a mirror laid along the equator: fields with their rows turned round, half a year later. Its physics are
/// those of the real one, its geography is new, so every state teaches twice.
/// </summary>
public static class Mirror
{
    /// <summary>Turns the rows of every channel round, in place.</summary>
    /// <param name="fields"><c>[channel, row, column]</c>.</param>
    /// <param name="rows">Rows of a channel.</param>
    /// <param name="columns">Columns of a row.</param>
    public static void Fields(Span<float> fields, int rows, int columns)
    {
        var held = new float[columns];
        for (var channel = 0; channel < fields.Length / (rows * columns); channel++)
        {
            var field = fields.Slice(channel * rows * columns, rows * columns);
            for (var (south, north) = (0, rows - 1); south < north; south++, north--)
            {
                var a = field.Slice(south * columns, columns);
                var b = field.Slice(north * columns, columns);
                a.CopyTo(held);
                b.CopyTo(a);
                held.CopyTo(b);
            }
        }
    }

    /// <summary>Static fields of the mirrored world: land and mountains turned round; latitude stays that of the row.</summary>
    public static float[] StaticFields(float[] fields, int rows, int columns)
    {
        var mirrored = (float[])fields.Clone();
        Fields(mirrored.AsSpan(0, (Data.StaticFields.Count - 1) * rows * columns), rows, columns);
        return mirrored;
    }

    /// <summary>Harmonics of the year, without the constant, half a year on in the mirrored world: the first changes sign, the second does not.</summary>
    public static float[] Calendar(DateTimeOffset time, bool mirrored)
    {
        var calendar = HarmonicClimatology.Basis(time)[1..];
        if (mirrored)
        {
            (calendar[0], calendar[1]) = (-calendar[0], -calendar[1]);
        }

        return calendar;
    }
}
