import { Module } from '@nestjs/common';
import { AggregatedListener } from './aggregated-listener';

/** The part of the server that the cluster's API server passes requests on to. */
@Module({ providers: [AggregatedListener] })
export class AggregatedModule {}
