using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Tests.NetCdf;

public sealed class NetCdfPropertyTests
{
    internal sealed record Variable(NetCdfType Type, int[] DimensionIds, double[] Values);

    internal sealed record Shape(int[] Lengths, Variable[] Variables, string[] Texts);

    [Property(MaxTest = 200)]
    public Property WhatIsWrittenComesBack() => Prop.ForAll(Shapes().ToArbitrary(), shape =>
    {
        var bytes = NetCdfRoundTripTests.Bytes(Build(shape));
        using var file = NetCdfFile.Open(new MemoryStream(bytes));
        Assert.Equal(shape.Lengths.Select(l => (long)l), file.Dimensions.Select(d => d.Length));
        Assert.Equal(shape.Texts, file.Attributes.Select(a => a.Text));
        for (var i = 0; i < shape.Variables.Length; i++)
        {
            var read = file.Require($"v{i}");
            Assert.Equal(shape.Variables[i].Type, read.Type);
            Assert.Equal(shape.Variables[i].Values, file.ReadDoubles(read));
            Assert.Equal(shape.Variables[i].Values, read.Attributes.Find("copy")!.Numbers);
        }

        Assert.Equal(bytes, NetCdfRoundTripTests.Bytes(Build(shape)));
    });

    private static NetCdfWriter Build(Shape shape)
    {
        var writer = new NetCdfWriter();
        for (var i = 0; i < shape.Lengths.Length; i++)
        {
            writer.AddDimension($"d{i}", shape.Lengths[i]);
        }

        for (var i = 0; i < shape.Texts.Length; i++)
        {
            writer.AddAttributes(NetCdfAttribute.OfText($"a{i}", shape.Texts[i]));
        }

        for (var i = 0; i < shape.Variables.Length; i++)
        {
            var (type, ids, values) = shape.Variables[i];
            writer.AddVariable($"v{i}", [.. ids.Select(id => $"d{id}")], Data(type, values), NetCdfAttribute.OfNumbers("copy", type, values));
        }

        return writer;
    }

    private static NetCdfData Data(NetCdfType type, double[] values) => type switch
    {
        NetCdfType.Byte => NetCdfData.Of(Array.ConvertAll(values, v => (sbyte)v)),
        NetCdfType.Short => NetCdfData.Of(Array.ConvertAll(values, v => (short)v)),
        NetCdfType.Int => NetCdfData.Of(Array.ConvertAll(values, v => (int)v)),
        NetCdfType.Float => NetCdfData.Of(Array.ConvertAll(values, v => (float)v)),
        _ => NetCdfData.Of(values),
    };

    private static Gen<Shape> Shapes() =>
        from lengths in Gen.Choose(1, 5).ArrayOf().Resize(4)
        from variables in Variables(lengths).ArrayOf().Resize(5)
        from texts in ArbMap.Default.GeneratorFor<NonNull<string>>().Select(Printable).ArrayOf().Resize(4)
        select new Shape(lengths, variables, texts);

    // The format ends text at NUL and readers drop trailing blanks; both are documented, so they are not asked for here.
    private static string Printable(NonNull<string> text) =>
        new string([.. text.Get.Where(c => c != '\0' && !char.IsSurrogate(c))]).TrimEnd(' ');

    private static Gen<Variable> Variables(int[] lengths) =>
        from type in Gen.Elements(NetCdfType.Byte, NetCdfType.Short, NetCdfType.Int, NetCdfType.Float, NetCdfType.Double)
        from ids in lengths.Length == 0 ? Gen.Constant(Array.Empty<int>()) : Gen.Choose(0, lengths.Length - 1).ArrayOf().Resize(3)
        let count = ids.Aggregate(1, (product, id) => product * lengths[id])
        from values in Values(type).ArrayOf(count)
        select new Variable(type, ids, values);

    private static Gen<double> Values(NetCdfType type) => type switch
    {
        NetCdfType.Byte => Gen.Choose(sbyte.MinValue, sbyte.MaxValue).Select(v => (double)v),
        NetCdfType.Short => Gen.Choose(short.MinValue, short.MaxValue).Select(v => (double)v),
        NetCdfType.Int => Gen.Choose(int.MinValue, int.MaxValue).Select(v => (double)v),
        NetCdfType.Float => ArbMap.Default.GeneratorFor<float>().Select(v => (double)v),
        _ => ArbMap.Default.GeneratorFor<double>(),
    };
}
