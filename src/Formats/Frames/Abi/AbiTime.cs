namespace Slams.Formats.Frames.Abi;

/// <summary>Reads the time of an ABI file.</summary>
internal static class AbiTime
{
    /// <summary>Middle of the scan: <c>t</c>, or where it has no value that of <c>time_bounds</c>.</summary>
    /// <exception cref="InvalidDataException">The file has no time that can be read.</exception>
    public static DateTimeOffset Of(AbiVariables variables)
    {
        var variable = variables.Get("t");
        var axis = CfTimeAxis.Parse(variable.Text("units"), variable.Text("calendar"));
        var fill = variable.Numbers("_FillValue");
        return AbiVariables.Values(variable).Where(value => !fill.Contains(value)).Select(axis.At).FirstOrDefault()
            ?? (variables.Find("time_bounds") is { } bounds && AbiVariables.Values(bounds) is [var start, var end] && end >= start
                ? axis.At((start + end) / 2)
                : null)
            ?? throw new InvalidDataException("The file has no time that can be read.");
    }
}
