namespace SunGov.Compat.Engine;

/// <summary>The activations of one key of a stateless worker: a new one when all are busy, up to the limit.</summary>
internal sealed class WorkerPool(GrainClass grainClass, string key) : IRequestTarget
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];
    private bool _ended;

    public bool Receive(Request request)
    {
        while (true)
        {
            Activation worker;
            lock (_gate)
            {
                if (_ended)
                {
                    return false;
                }

                worker = Choose();
            }

            if (worker.Receive(request))
            {
                return true;
            }
        }
    }

    public Activation[] Workers()
    {
        lock (_gate)
        {
            return [.. _workers];
        }
    }

    public void Remove(Activation worker)
    {
        lock (_gate)
        {
            _workers.Remove(worker);
            if (_workers.Count == 0)
            {
                grainClass.Remove(key, this);
                _ended = true;
            }
        }
    }

    private Activation Choose()
    {
        Activation? least = null;
        foreach (var worker in _workers)
        {
            if (least is null || worker.Load < least.Load)
            {
                least = worker;
            }
        }

        if (least is null || (least.Load > 0 && _workers.Count < grainClass.MaxWorkers))
        {
            least = new Activation(grainClass, key, this);
            _workers.Add(least);
        }

        return least;
    }
}
