using System.Collections.Immutable;

namespace Keras.Compiler.Planning;

/// <summary>Lets pieces of memory that are never in use at once share a slot: the largest first, each into the smallest slot that is
/// free all its life. Which is larger is decided at plausible lengths; since a slot is as large as the largest of its tenants at
/// the lengths of the call, a wrong guess costs memory, never correctness.</summary>
internal sealed class SlotAllocator
{
    /// <summary>For comparing sizes that depend on lengths not yet known.</summary>
    internal const long PlausibleLength = 32;

    private readonly List<List<Storage>> _slots = [];
    private readonly Dictionary<Storage, int> _slotOf = [];

    public static SlotAllocator Allocate(IEnumerable<Storage> storages)
    {
        var allocator = new SlotAllocator();
        foreach (var storage in storages.OrderByDescending(Weigh).ThenBy(s => s.Span.First)) allocator.Place(storage);
        return allocator;
    }

    public int SlotOf(Storage storage) => _slotOf[storage];

    public ImmutableArray<ArenaSlot> Slots => [.. _slots.Select(slot => new ArenaSlot(
        Largest(slot.Select(s => s.Size)),
        [.. slot.OrderBy(s => s.Span.First).Select(s => new Tenant(s.Name, s.Size, s.Span.First, s.Span.Last))]))];

    private static long Weigh(Storage storage) => storage.Size.Evaluate(_ => PlausibleLength);

    private void Place(Storage storage)
    {
        var slot = _slots.FindLastIndex(tenants => tenants.All(t => !t.Span.Overlaps(storage.Span)));
        if (slot < 0)
        {
            slot = _slots.Count;
            _slots.Add([]);
        }
        _slots[slot].Add(storage);
        _slotOf.Add(storage, slot);
    }

    /// <summary>The sizes that no other one is at least as large as, whatever the lengths.</summary>
    internal static ImmutableArray<Dim> Largest(IEnumerable<Dim> sizes)
    {
        var distinct = sizes.Distinct().ToList();
        return [.. distinct.Where(size => !distinct.Any(other => other != size && Covers(other, size)))];
    }

    /// <summary>A size that is at least as large as each of these.</summary>
    internal static Dim Cover(IEnumerable<Dim> sizes) => sizes.Aggregate(Dim.Cover);

    /// <summary>Whether a size is at least as large as another for all lengths from zero on: no term of the difference is negative.</summary>
    internal static bool Covers(Dim size, Dim other) => (size - other).Terms.All(t => t.Coefficient >= 0);
}
