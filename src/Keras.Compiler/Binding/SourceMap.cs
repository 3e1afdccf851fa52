using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Keras.Compiler.Binding;

/// <summary>Positions of a description's nodes. Node 0 is the class's name; description nodes count up from 1; places that only a
/// problem of binding names count down from −1, so that they do not move the description's numbers.</summary>
public sealed class SourceMap(ImmutableDictionary<int, Location> locations)
{
    /// <summary>The class itself.</summary>
    public const int Class = 0;

    /// <summary>The position of a node, or of the class where the node is unknown.</summary>
    public Location this[int node] =>
        locations.TryGetValue(node, out var location) ? location
        : locations.TryGetValue(Class, out var model) ? model
        : Location.None;

    /// <summary>All nodes with a position.</summary>
    public IEnumerable<int> Nodes => locations.Keys;
}
