using System.Globalization;

namespace Slams.Formats.NetCdf;

/// <summary>Works out where the rows of each variable lie and whether the file holds all of them.</summary>
internal static class NetCdfLayout
{
    public static NetCdfHeader Resolve(NetCdfHeader header, long records, long headerEnd, long fileLength)
    {
        foreach (var variable in header.Variables)
        {
            variable.RowLength = RowLength(variable, fileLength);
        }

        var recordVariables = header.Variables.Where(v => v.IsRecord).ToArray();
        var recordBytes = RecordBytes(recordVariables);
        var known = records >= 0 ? records : CountRecords(recordVariables, recordBytes, fileLength);
        var variables = header.Variables.Select(v => Place(v, known, recordBytes)).ToArray();
        foreach (var variable in variables)
        {
            RequireWithin(variable, headerEnd, fileLength);
        }

        return header with { Dimensions = WithRecords(header.Dimensions, known), Variables = variables };
    }

    private static NetCdfDimension[] WithRecords(IReadOnlyList<NetCdfDimension> dimensions, long records) =>
        [.. dimensions.Select(d => d.IsRecord ? d with { Length = records } : d)];

    private static NetCdfVariable Place(NetCdfVariable variable, long records, long recordBytes) =>
        new(variable.Name, variable.Type, WithRecords(variable.Dimensions, records), variable.Attributes, variable.Begin)
        {
            RowLength = variable.RowLength,
            Stride = variable.IsRecord ? recordBytes : variable.RowBytes,
        };

    private static long RowLength(NetCdfVariable variable, long fileLength)
    {
        var length = 1L;
        foreach (var dimension in variable.Dimensions.Skip(1))
        {
            // Checked at each step, so that the product cannot overflow. A row larger than the file is no error by itself: it is
            // found to be cut when there is one, and there is none in a file whose records are still to come.
            length *= dimension.Length;
            if (length > fileLength)
            {
                return fileLength + 1;
            }
        }

        return length;
    }

    private static long RecordBytes(NetCdfVariable[] variables) =>
        // A lone record variable is not padded: the one irregularity of the format.
        variables.Length == 1 ? variables[0].RowBytes : variables.Sum(v => NetCdfTypes.Padded(v.RowBytes));

    private static long CountRecords(NetCdfVariable[] variables, long recordBytes, long fileLength) =>
        variables.Length == 0 || recordBytes == 0 ? 0 : Math.Max(0, (fileLength - variables.Min(v => v.Begin)) / recordBytes);

    private static void RequireWithin(NetCdfVariable variable, long headerEnd, long fileLength)
    {
        if (variable.Rows == 0 || variable.RowLength == 0)
        {
            return;
        }

        if (variable.Begin < headerEnd)
        {
            throw new InvalidDataException($"Variable '{variable.Name}' would start at byte {variable.Begin}, within the header.");
        }

        var end = (Int128)variable.Begin + ((Int128)(variable.Rows - 1) * variable.Stride) + variable.RowBytes;
        if (end > fileLength)
        {
            throw Cut(variable, fileLength);
        }
    }

    private static InvalidDataException Cut(NetCdfVariable variable, long fileLength) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The file is cut short: variable '{variable.Name}' does not fit into its {fileLength} bytes."));
}
