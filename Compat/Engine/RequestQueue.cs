namespace SunGov.Compat.Engine;

/// <summary>Requests in the order of arrival, linked through themselves.</summary>
internal struct RequestQueue
{
    private Request? _first;
    private Request? _last;
    private int _interleaving;

    public readonly bool IsEmpty => _first is null;

    public readonly bool HasInterleaving => _interleaving > 0;

    public void Add(Request request)
    {
        if (_last is null)
        {
            _first = request;
        }
        else
        {
            _last.Next = request;
        }

        _last = request;
        _interleaving += request.Mode == RequestMode.Interleaving ? 1 : 0;
    }

    public Request? Take()
    {
        if (_first is not { } request)
        {
            return null;
        }

        _first = request.Next;
        _last = _first is null ? null : _last;
        request.Next = null;
        _interleaving -= request.Mode == RequestMode.Interleaving ? 1 : 0;
        return request;
    }

    /// <summary>The first of all, the others linked to it.</summary>
    public Request? TakeAll()
    {
        var all = _first;
        this = default;
        return all;
    }
}
