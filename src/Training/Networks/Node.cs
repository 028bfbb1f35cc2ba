namespace Slams.Training.Networks;

/// <summary>One operation of a <see cref="NetworkGraph"/>.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">Unique name; parameters are called <c>Name.weight</c> and <c>Name.bias</c>.</param>
/// <param name="Inputs">Indices of the nodes it reads.</param>
/// <param name="Channels">Channels of its result.</param>
/// <param name="Scale">Grid of its result relative to the network's base grid: 0 = base, 1 = halved, −1 = doubled; null = a vector.</param>
/// <param name="Size">Kernel size, group count or first channel, as the kind needs.</param>
/// <param name="Rate">Dropout rate.</param>
public sealed record Node(
    NodeKind Kind, string Name, IReadOnlyList<int> Inputs, int Channels, int? Scale, int Size = 0, double Rate = 0);
