using SkiaSharp;

namespace Slams.Pictures.Graphs;

/// <summary>One entry of a legend.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Thickness">Thickness of its sample in units of layout.</param>
internal sealed record LegendEntry(string Text, SKColor Colour, double Thickness);
