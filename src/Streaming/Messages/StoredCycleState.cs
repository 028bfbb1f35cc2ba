using Slams.Core.Analyses;
using Slams.Core.Windows;

namespace Slams.Streaming.Messages;

/// <summary>A cycle's state with what the window core needs to go on after it.</summary>
/// <param name="State">For the analyst of the following cycles.</param>
/// <param name="Resume">For the window core after a restart.</param>
public sealed record StoredCycleState(CycleState State, WindowResume Resume);
