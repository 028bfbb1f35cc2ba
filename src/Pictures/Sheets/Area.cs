namespace Slams.Pictures.Sheets;

/// <summary>A rectangle in units of layout, from the top left corner of a picture.</summary>
public readonly record struct Area(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Width.</summary>
    public double Width => Right - Left;

    /// <summary>Height.</summary>
    public double Height => Bottom - Top;

    /// <summary>The largest area of a shape within this one, in its middle across and at its top.</summary>
    /// <param name="aspect">Width over height.</param>
    public Area Fit(double aspect)
    {
        var width = Math.Min(Width, Height * aspect);
        var left = Left + ((Width - width) / 2);
        return new Area(left, Top, left + width, Top + (width / aspect));
    }

    /// <summary>The bands of equal width side by side within this area.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="gap">Space between two.</param>
    public IReadOnlyList<Area> Columns(int count, double gap)
    {
        var width = (Width - (gap * (count - 1))) / count;
        var area = this;
        return [.. Enumerable.Range(0, count).Select(i => area.Left + (i * (width + gap))).Select(left => area with { Left = left, Right = left + width })];
    }
}
