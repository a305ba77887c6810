import { Module } from '@nestjs/common';
import { ClusterSeries } from './cluster-source';
import { ObjectGroups } from './object-groups';
import { OwnEngine } from './own-engine';
import { PassedOn } from './passed-on';
import { PromqlController } from './promql.controller';
import { PromqlService } from './promql.service';
import { QueryGate } from './query-gate';

/** PromQL under the paths of Prometheus' HTTP API. */
@Module({
  providers: [ClusterSeries, ObjectGroups, OwnEngine, PassedOn, PromqlService, QueryGate],
  controllers: [PromqlController],
})
export class PromqlModule {}
