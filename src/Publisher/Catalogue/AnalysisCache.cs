using Slams.Core.Analyses;

namespace Slams.Publisher.Catalogue;

/// <summary>The analyses used last, up to a number; thread-safe. What is read in passing takes free places only and pushes nothing out.</summary>
internal sealed class AnalysisCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, Analysis Analysis)>> _byKey = [];
    private readonly LinkedList<(string Key, Analysis Analysis)> _order = new();

    public Analysis? Find(string key, bool inPassing = false)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            if (!inPassing)
            {
                _order.Remove(node);
                _order.AddFirst(node);
            }

            return node.Value.Analysis;
        }
    }

    public void Put(string key, Analysis analysis, bool inPassing = false)
    {
        lock (_lock)
        {
            if (inPassing)
            {
                if (_byKey.Count < capacity && !_byKey.ContainsKey(key))
                {
                    _byKey[key] = _order.AddLast((key, analysis));
                }

                return;
            }

            if (_byKey.Remove(key, out var old))
            {
                _order.Remove(old);
            }

            _byKey[key] = _order.AddFirst((key, analysis));
            if (_byKey.Count > capacity)
            {
                _byKey.Remove(_order.Last!.Value.Key);
                _order.RemoveLast();
            }
        }
    }
}
